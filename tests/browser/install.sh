#!/bin/sh
# Makes sure that headless Chromium, its driver and a Chinese font are there; says what is missing where it cannot.
set -eu
have() { command -v "$1" > /dev/null 2>&1; }
if { have chromium || have chromium-browser || have google-chrome; } && have chromedriver && fc-list 2> /dev/null | grep -qi 'cjk\|pingfang\|yahei\|source han\|wqy'; then
  exit 0
fi
if have apt-get && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium, its driver and a Chinese font for the browser tests …"
  apt-get update -qq > /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver fonts-noto-cjk fontconfig > /dev/null
  exit 0
fi
echo "The browser tests need Chromium, chromedriver and a Chinese font." >&2
echo "On Debian or Ubuntu: sudo apt-get install chromium chromium-driver fonts-noto-cjk" >&2
echo "On macOS: brew install --cask chromium && brew install chromedriver" >&2
exit 1
