// Amazon's own linter of documents: one document of standard input, its findings as JSON on standard output.
import { readFileSync } from "node:fs";
import suggester from "apl-suggester";

const { StaticAplTemplateValidator } = suggester;
const findings = await new StaticAplTemplateValidator().validate(JSON.parse(readFileSync(0, "utf8")));
process.stdout.write(JSON.stringify(findings));
