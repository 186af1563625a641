"""Twelve attackers who name a new certificate at a silent host with each request, and one honest runner.

`python -m bench.attack [SECONDS]` prints how long the runner waits for an answer, alone and under attack.
"""

import sys
import threading
import time
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

from bench.cold import ROOT
from tests.pki import URL, envelope, pem, pki

ATTACKERS = 12
SERVICE = """
import logging, sys, time
from skill.door.admission import ChainVerifier
from skill.door.application import create_app
from skill.door.serving import serve
from tests.pki import Door, pki, URL
from cryptography.x509 import load_pem_x509_certificates
logging.disable(logging.WARNING)
root, chain = (open(path, "rb").read() for path in sys.argv[1:])
def fetch(url):
    if url != URL + "good.pem":
        time.sleep(3)
        raise TimeoutError
    return chain
verifier = ChainVerifier(fetch=fetch, roots=load_pem_x509_certificates(root))
serve(create_app(Door().skill, verifier=verifier), "127.0.0.1", 0)
"""


def main() -> None:
    """Measure."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    with TemporaryDirectory() as folder:
        root, chain = Path(folder, "root.pem"), Path(folder, "chain.pem")
        root.write_bytes(pem(pki().root))
        chain.write_bytes(pki().chains["good"])
        command = [sys.executable, "-c", SERVICE, root, chain]
        with Popen(command, cwd=ROOT, stdout=PIPE, text=True) as service:  # noqa: S603 - our own
            assert service.stdout
            port = int(service.stdout.readline().rpartition(":")[2])
            _post(port, "good")
            print(_line("alone", _waits(port, seconds / 4)))  # noqa: T201
            _attack(port)
            print(_line(f"with {ATTACKERS} attackers", _waits(port, seconds)))  # noqa: T201
            service.kill()


def _attack(port: int) -> None:
    numbers = count()

    def attack() -> None:
        while True:
            try:
                _post(port, f"forged-{next(numbers)}")
            except OSError:
                return

    for _ in range(ATTACKERS):
        threading.Thread(target=attack, daemon=True).start()
    time.sleep(1)


def _waits(port: int, seconds: float) -> list[float]:
    """Seconds that each of the runner's answers took."""
    waits, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        assert _post(port, "good") == 200
        waits.append(time.perf_counter() - began)
        time.sleep(0.1)
    return waits


def _post(port: int, chain: str) -> int:
    body = envelope()
    headers = {"Content-Type": "application/json", **pki().headers(body)}
    headers["SignatureCertChainUrl"] = f"{URL}{chain}.pem"
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/alexa", body, headers)
    status = connection.getresponse().status
    connection.close()
    return status


def _line(name: str, waits: list[float]) -> str:
    figures = f"median {median(waits) * 1000:6.1f} ms, slowest {max(waits) * 1000:6.1f} ms"
    return f"{name:<20} {len(waits):>4} answers, {figures}"


if __name__ == "__main__":
    main()
