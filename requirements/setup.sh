#!/bin/sh
# Makes the virtual environment with the locked packages: setup.sh VENV PYTHON. Uses uv where present, else venv and pip.
set -eu
venv=$1
python=$2

"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || {
  echo "The hamstring coach needs Python 3.11, 3.12 or 3.13; \"$python\" is $("$python" --version 2>&1)." >&2
  echo "Name another one: make PYTHON=python3.12 ..." >&2
  exit 1
}

command -v npm >/dev/null 2>&1 || {
  echo "npm is missing: the tests hold the coach against other people's Node programs. Install Node.js 20 or later." >&2
  exit 1
}

if command -v uv >/dev/null 2>&1; then
  uv venv --quiet --allow-existing --python "$python" "$venv"
  VIRTUAL_ENV=$venv uv pip sync --quiet --compile-bytecode --require-hashes requirements/dev.txt
  VIRTUAL_ENV=$venv uv pip install --quiet --no-deps --no-build-isolation --editable .
else
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements/dev.txt
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
fi

npm ci --prefix tests/peers --no-audit --no-fund --ignore-scripts --silent
