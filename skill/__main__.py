"""The command line: hamstring-coach ask | talk | understand | serve | validate | build-... | package."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from skill.coaching.errors import CoachError, ContentError, SettingsError

KEEPING = (
    ("backup", "FILE", "copy the store in COACH_STORE, also while it is used"),
    ("restore", "FILE", "put such a copy in its place"),
    ("export", "ACCOUNT", "print what is kept of an account (amzn1.ask.account...)"),
    ("delete", "ACCOUNT", "delete what is kept of an account"),
)
"""The commands about what is kept, what each is given, and its help."""

# Each command imports what it needs when it runs: asking needs no web server, and serving no packager.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, by default the one on the command line, and return the exit code: 1 where it failed."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except CoachError as error:
        for line in _in_short(error):
            print(f"hamstring-coach: {line}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that exiting does not write again
        return 1
    except KeyboardInterrupt:
        return 130


def _in_short(error: CoachError) -> tuple[str, ...]:
    """The lines that say it: one a fault of the settings, else one."""
    match error:
        case ContentError():
            return (f"the content has {len(error.faults)} faults; see them with: hamstring-coach validate",)
        case SettingsError():
            return error.faults
        case _:
            return (" ".join(str(error).split()),)


def _ask(options: argparse.Namespace) -> None:
    from skill.app import Settings
    from skill.console.terminal import ask

    ask(options.sentences, options.locale, Settings(store=options.store), as_json=options.json)


def _talk(options: argparse.Namespace) -> None:
    from skill.app import Settings
    from skill.console.terminal import talk

    settings = Settings.from_environment(os.environ)
    store = options.store or settings.store
    talk(sys.stdin, options.locale, replace(settings, store=store), real_time=options.real_time)


def _understand(options: argparse.Namespace) -> None:
    from skill.console.terminal import understand

    understand(options.sentences, options.locale)


def _serve(options: argparse.Namespace) -> None:
    from skill.app import Settings
    from skill.operating.proof import Reach
    from skill.operating.service import Service

    reach = Reach(options.host, options.any_skill)
    settings = Settings.from_environment(os.environ)
    Service(settings, reach, options.port, options.console, options.pair).run()


def _devices(options: argparse.Namespace) -> None:
    from skill.app import Settings
    from skill.operating.devices import devices

    devices(Settings.from_environment(os.environ), pair=options.pair, revoke=options.revoke)


def _keeping(options: argparse.Namespace) -> None:
    from skill.app import Settings
    from skill.operating import keeping

    commands = {
        "backup": keeping.make_backup,
        "restore": keeping.put_back,
        "export": keeping.export,
        "delete": keeping.delete,
    }
    commands[options.command](Settings.from_environment(os.environ), options.what)


def _validate(_: argparse.Namespace) -> int:
    from skill.app import load_content
    from skill.pictures.anatomy import figure_faults
    from skill.rehearsal import one_way_ladders, rehearse

    try:
        content = load_content()
    except ContentError as error:
        print(error)
        return 1
    if faults := (*figure_faults(content.library), *rehearse(content)):
        print(*faults, sep="\n")
        return 1
    library, languages = content.library, content.languages.values()
    topics = sum(len(language.topics) for language in languages)
    locales = [locale for language in languages for locale in language.locales]
    print(
        f"No faults: {len(library.exercises)} exercises, {len(library.templates)} classes, "
        f"{topics} topics, {len(content.intents)} intents, {len(locales)} locales"
    )
    for hint in sorted(one_way_ladders(content.library)):
        print(f"To consider: {hint}")
    return 0


def _build_model(options: argparse.Namespace) -> int:
    from skill.app import ROOT, load_content
    from skill.interaction_model import build_models, stale_models, write_models

    content, folder = load_content(), ROOT / "interaction_model"
    if not options.check:
        write_models(content, folder)
        print(f"Wrote {', '.join(build_models(content))}")
        return 0
    stale = stale_models(content, folder)
    for name in stale:
        print(f"interaction_model/{name} is not what the content says; run: hamstring-coach build-model")
    return 1 if stale else 0


def _build_ears(options: argparse.Namespace) -> int:
    from skill.app import EARS, load_content
    from skill.console.ear.meaning import MISSING, is_installed, learned
    from skill.interaction_model import build_models

    if not is_installed():
        print(MISSING)
        return 0
    content = load_content()
    models = build_models(content)
    for language in content.languages.values():
        model, file = models[next(iter(language.locales))], EARS / f"{language.code}.npz"
        if learned(model, language.listening, file):
            continue
        if options.check:
            print(f"interaction_model/ears/{file.name} was learned from other samples; run: make model")
            return 1
        from skill.console.ear.training import train

        EARS.mkdir(exist_ok=True)
        train(model, language.listening, file)
        print(f"Wrote {file.name}")
    return 0


def _build_grammar(options: argparse.Namespace) -> int:
    from skill.app import CONTENT
    from skill.grammar import stale_grammars, write_grammars

    if not options.check:
        print(f"Wrote {', '.join(write_grammars(CONTENT))}")
        return 0
    stale = stale_grammars(CONTENT)
    for name in stale:
        print(f"content/{name} is not what the libraries say; run: hamstring-coach build-grammar")
    return 1 if stale else 0


def _figures(options: argparse.Namespace) -> None:
    from skill.app import load_content
    from skill.pictures.drawing import draw
    from skill.pictures.svg import sheet

    library = load_content().library
    Path(options.file).write_text(sheet({str(rung): draw(library, rung) for rung in library.figures}), "utf-8")
    print(f"Wrote {options.file}: {len(library.figures)} figures")


def _build_icons(options: argparse.Namespace) -> int:
    from skill.packaging.drawing import stale_icons, write_icons

    if not options.check:
        print(f"Wrote {', '.join(write_icons())}")
        return 0
    stale = stale_icons()
    for name in stale:
        print(f"skill/packaging/icons/{name} is not what icon.svg says; run: hamstring-coach build-icons")
    return 1 if stale else 0


def _package(options: argparse.Namespace) -> None:
    from skill.app import ROOT, SHIPPED
    from skill.packaging import Deployment, package

    asked = Deployment(options.endpoint, options.certificate, tuple(options.region or ()), options.pages)
    base = Path.cwd() if ROOT == SHIPPED else ROOT
    for path in package(ROOT, base / "build", asked, submit=options.for_submission):
        print(path.relative_to(base))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hamstring-coach", description="A voice coach for runners' hamstrings.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_talking(commands)
    _add_working(commands)
    return parser


def _add_talking(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ask = commands.add_parser("ask", help="one conversation of these sentences; prints what is spoken")
    ask.add_argument("sentences", nargs="+", metavar="SENTENCE", help="a sentence, or: wait 20s (2m, 3h, 2d)")
    ask.add_argument("--json", action="store_true", help="print the response envelopes, one a line")
    ask.add_argument("--store", default="memory:", metavar="URL", help="where the place is kept (memory:)")
    ask.set_defaults(run=_ask)
    talk = commands.add_parser("talk", help="the same, typed line by line")
    talk.add_argument("--real-time", action="store_true", help="write every word when it is said")
    talk.add_argument("--store", metavar="URL", help="where the place is kept (COACH_STORE, or an SQLite file)")
    talk.set_defaults(run=_talk)
    understand = commands.add_parser("understand", help="show what sentences are taken for")
    understand.add_argument("sentences", nargs="+", metavar="SENTENCE")
    understand.set_defaults(run=_understand)
    for command in (ask, talk, understand):
        command.add_argument("--locale", default="en-US", help="the Alexa locale (en-US)")


def _add_working(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve Alexa at /alexa and the console in the browser")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8080)
    serve.add_argument(
        "--console",
        action=argparse.BooleanOptionalAction,
        help="the page for this machine (served unless there is a COACH_SKILL_ID, or others are let in)",
    )
    serve.add_argument("--pair", action="store_true", help="the page for paired devices, behind a TLS proxy")
    serve.add_argument("--any-skill", action="store_true", help="let others in with no COACH_SKILL_ID")
    serve.set_defaults(run=_serve)
    devices = commands.add_parser("devices", help="list the devices paired with the page")
    devices.add_argument("--pair", action="store_true", help="show a code that pairs one more")
    devices.add_argument("--revoke", metavar="ID", help="shut one out")
    devices.set_defaults(run=_devices)
    for name, what, text in KEEPING:
        keeping = commands.add_parser(name, help=text)
        keeping.add_argument("what", metavar=what)
        keeping.set_defaults(run=_keeping, command=name)
    commands.add_parser("validate", help="check the content; prints every fault").set_defaults(run=_validate)
    build = commands.add_parser("build-model", help="write interaction_model/ from the content")
    build.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    build.set_defaults(run=_build_model)
    ears = commands.add_parser("build-ears", help="teach the console's ear what the samples mean")
    ears.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    ears.set_defaults(run=_build_ears)
    grammar = commands.add_parser("build-grammar", help="write how each language counts, from num2words and CLDR")
    grammar.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    grammar.set_defaults(run=_build_grammar)
    icons = commands.add_parser("build-icons", help="draw the icons of the store from their vector")
    icons.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    icons.set_defaults(run=_build_icons)
    figures = commands.add_parser("figures", help="draw every exercise on one sheet")
    figures.add_argument("file", nargs="?", default="figures.svg", metavar="FILE", help="(figures.svg)")
    figures.set_defaults(run=_figures)
    _add_package(commands)


def _add_package(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    pack = commands.add_parser("package", help="write what is deployed to build/")
    pack.add_argument("--endpoint", default="", metavar="URL", help="of a service of your own: https://host/alexa")
    pack.add_argument("--certificate", choices=("Trusted", "Wildcard"), default="Trusted", help="of that endpoint")
    pack.add_argument(
        "--region", action="append", choices=("NA", "EU", "FE"), help="where the cloud function runs"
    )
    pack.add_argument("--pages", default="", metavar="URL", help="below which /privacy and /terms are")
    pack.add_argument("--for-submission", action="store_true", help="fail where certification would")
    pack.set_defaults(run=_package)


if __name__ == "__main__":
    sys.exit(main())
