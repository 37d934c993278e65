#!/bin/sh
# Makes sure that the independent calendar readers of tests/readers are there; says what is missing where it cannot.
set -eu
cd "$(dirname "$0")"
have() { command -v "$1" > /dev/null 2>&1; }
ready="../../.venv-readers/.ready"
keys() { cat package-lock.json requirements.lock | cksum; }
node_is_new_enough() { have npm && have node && node -e 'process.exit(parseInt(process.versions.node, 10) < 20 ? 1 : 0)'; }

if node_is_new_enough && [ -d node_modules ] && [ "$(cat "$ready" 2> /dev/null)" = "$(keys)" ]; then
  exit 0
fi
if ! node_is_new_enough && have apt-get && [ "$(id -u)" = 0 ]; then
  echo "Installing Node.js for the calendar readers …"
  apt-get update -qq > /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm > /dev/null || true
fi
python=../../.venv/bin/python
[ -x "$python" ] || python=python3
echo "Installing the calendar readers in Python into .venv-readers …"
[ -x ../../.venv-readers/bin/python ] || "$python" -m venv ../../.venv-readers
../../.venv-readers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
if ! node_is_new_enough; then
  echo "Two of the calendar readers need Node.js 20 or newer with npm; without it their tests are skipped." >&2
  echo "On Debian 13 or Ubuntu 24.10 and newer: sudo apt-get install nodejs npm" >&2
  echo "On macOS: brew install node" >&2
  exit 0
fi
echo "Installing the calendar readers in JavaScript …"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error > /dev/null
keys > "$ready"
