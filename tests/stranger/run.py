"""Starts a county on loopback and lets the stranger deliver to it: run.py OUTREACH_COUNTY."""

import json
import os
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TIMEOUT_SECONDS = 60


def output(*words):
    return subprocess.run(words, check=True, text=True, stdout=subprocess.PIPE, timeout=TIMEOUT_SECONDS).stdout


def main(county):
    with tempfile.TemporaryDirectory(prefix="outreach-stranger-") as folder:
        data = os.path.join(folder, "county")
        output(county, "init", "--data", data, "--name", "曲沃县信访局")
        served = subprocess.Popen(
            [county, "serve", "--data", data, "--listen", "127.0.0.1:0", "--quiet"], text=True, stdout=subprocess.PIPE)
        try:
            url = served.stdout.readline().removeprefix("listening on ").strip()
            code = json.loads(output(county, "enrol", "--data", data, "--name", "外来终端", "--json"))["code"]
            output(county, "publish", os.path.join(HERE, "..", "..", "assets", "content"), "--data", data)
            head = json.loads(output("/usr/bin/python3", os.path.join(HERE, "client.py"), "deliver", url, code))
            totals = json.loads(output(county, "tally", "--data", data, "--json"))["totals"]
            output(county, "verify", "--data", data)
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(TIMEOUT_SECONDS)
        print(head, totals)
        expected = {"outings": 1, "parties": 2, "people": 4, "copies": 40,
                    "ratings": 0, "readings": 0, "reading_seconds": 0, "take_aways": 0}
        if head["acknowledged_through"] != 11 or totals != expected:
            raise SystemExit(f"the county counts {totals}, the stranger sent {expected}")


if __name__ == "__main__":
    main(sys.argv[1])
