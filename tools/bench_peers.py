"""The servers of tools/bench: the service over a synthetic list, nginx with static files,
PostgreSQL and Redis; and wrk, the client of those that speak HTTP. All are on loopback or a socket,
and end by stop(). What is measured of each is (a second, 99th percentile in milliseconds)."""
import contextlib
import csv
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = ROOT / "build/release/shixin"
CONNECTIONS = 16


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def free_ports(count):
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def until(what, ask, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.005)
    raise SystemExit(f"bench: waited in vain for {what}")


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


class Court:
    """The service over a list of so many subjects, made once and kept. `made` says how it was made:
    decisions, and the seconds in which they were brought and confirmed."""

    def __init__(self, folder, subjects, anew=False):
        self.folder = folder / str(subjects)
        self.ports = dict(zip(["public", "partner", "staff", "ops"], free_ports(4)))
        made = self.folder / "made.json"
        if anew or not made.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            made.write_text(json.dumps(self.make(subjects)), encoding="utf-8")
        self.made = json.loads(made.read_text(encoding="utf-8"))
        self.write_config()

    def write_config(self):
        config = (ROOT / "config.yaml").read_text(encoding="utf-8")
        for name, port in self.ports.items():
            config = re.sub(rf"( {name}: {{address: 127.0.0.1, port: )\d+", rf"\g<1>{port}", config)
        config = config.replace("feeds: feeds", f"feeds: {ROOT / 'feeds'}")
        # One client asks here what thousands ask in a court's day.
        config = re.sub(r"per_address_per_minute: \d+", "per_address_per_minute: 100000000",
                        config)
        (self.folder / "config.yaml").write_text(config, encoding="utf-8")

    def command(self, *words, **more):
        return subprocess.run([BINARY, *words, "--config", self.folder / "config.yaml"], check=True,
                              capture_output=True, text=True, **more).stdout

    def make(self, subjects):
        say(f"making {subjects:,} subjects")
        self.folder.mkdir(parents=True)
        self.write_config()
        out = self.command("demo", "--count", str(subjects))
        said = re.search(r"(?P<decisions>\d+) decisions: brought in (?P<brought>[\d.]+) s, "
                         r"confirmed in (?P<confirmed>[\d.]+) s", out)
        return {what: float(number) for what, number in said.groupdict().items()}

    def start(self):
        started = time.monotonic()
        self.process = subprocess.Popen(
            [BINARY, "serve", "--config", self.folder / "config.yaml"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("the service", lambda: answers(f"http://127.0.0.1:{self.ports['ops']}/readyz"))
        return time.monotonic() - started

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def url(self, surface, path):
        return f"http://127.0.0.1:{self.ports[surface]}{path}"

    def resident_mb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def disk_mb(self):
        return sum(f.stat().st_size for f in (self.folder / "data").rglob("*") if f.is_file()) / 1e6

    def key(self, partner):
        for line in (self.folder / "keys/demo.txt").read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] == [partner]:
                return words[-1]
        raise SystemExit(f"bench: no partner {partner} in the demo")

    def download(self, surface, path, into, key):
        request = urllib.request.Request(self.url(surface, path),
                                         headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(request, timeout=60) as answer, into.open("wb") as out:
            shutil.copyfileobj(answer, out)

    def sign_in(self, name):
        """The headers of a signed-in browser, as a Lua table."""
        for line in (self.folder / "keys/demo.txt").read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] == [name]:
                password = words[1]
        request = urllib.request.Request(
            self.url("staff", "/api/v1/session"),
            data=json.dumps({"name": name, "password": password}).encode(),
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
            csrf = json.loads(answer.read())["csrf"]
        return (f'{{["Content-Type"] = "application/json", ["Cookie"] = "{cookie}", '
                f'["X-CSRF-Token"] = "{csrf}"}}')

    def ask(self, surface, path, body=None, headers=None):
        request = urllib.request.Request(
            self.url(surface, path), data=body and json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **(headers or {})})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()


class Nginx:
    """Static files of given bytes."""

    def __init__(self, folder, files):
        self.port, = free_ports(1)
        (folder / "www").mkdir()
        for name, content in files.items():
            (folder / "www" / name).write_bytes(content)
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(f"""
            daemon off; {user} worker_processes 2; pid {folder}/nginx.pid; error_log /dev/null;
            events {{ worker_connections 1024; }}
            http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
              open_file_cache max=100; default_type application/json;
              server {{ listen 127.0.0.1:{self.port}; root {folder}/www; }} }}""", encoding="utf-8")
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("nginx", lambda: answers(self.url(next(iter(files)))))

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/{name}"

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Postgres:
    """The rows of a feed."""

    BIN = Path("/usr/lib/postgresql/15/bin")

    def __init__(self, folder, rows):
        self.folder = folder
        self.data = folder / "pg"
        self.data.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.data, "postgres", "postgres")
        self.run(self.BIN / "initdb", "-D", self.data, "-A", "trust", "--locale=C.UTF-8")
        self.run(self.BIN / "pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o",
                 f"-c listen_addresses='' -c unix_socket_directories={self.data} "
                 "-c shared_buffers=512MB", "start")
        self.sql("create table changes (seq bigint primary key, id text, rev text, doc text)")
        source = folder / "changes.csv"
        with source.open("w", encoding="utf-8") as out:
            for row in rows:
                out.write("\t".join([str(int(row["seq"].split("-")[1])), row["doc"]["_id"],
                                     row["doc"]["_rev"],
                                     json.dumps(row["doc"], ensure_ascii=False)
                                     .replace("\\", "\\\\")]) + "\n")
        source.chmod(0o644)
        self.sql(f"copy changes from '{source}'")
        self.sql("vacuum analyze changes")

    def run(self, *words, **more):
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        return subprocess.run([*as_user, *map(str, words)], check=True, capture_output=True,
                              text=True, cwd="/", **more).stdout

    def sql(self, text):
        return self.run(self.BIN / "psql", "-h", self.data, "-d", "postgres", "-qAtc", text)

    def bench(self, script, seconds):
        path = self.data / "script.sql"
        path.write_text(script, encoding="utf-8")
        out = self.run(self.BIN / "pgbench", "-h", self.data, "-n", "-M", "prepared", "-f", path,
                       "-c", CONNECTIONS, "-j", 2, "-T", seconds, "-l", "--log-prefix",
                       self.data / "taken", "--sampling-rate", "0.1", "postgres")
        taken = []  # in microseconds
        for log in self.data.glob("taken.*"):
            taken += [int(line.split()[2]) for line in log.read_text("utf-8").splitlines()]
            log.unlink()
        return (float(re.search(r"tps = ([\d.]+)", out)[1]),
                statistics.quantiles(taken, n=100)[98] / 1000)

    def stop(self):
        self.run(self.BIN / "pg_ctl", "-D", self.data, "-m", "fast", "stop")


class Redis:
    """One value under each of some keys, and no disk."""

    KEYS = 1000

    def __init__(self, folder, value):
        self.socket = folder / "redis.sock"
        self.process = subprocess.Popen(
            ["/usr/bin/redis-server", "--port", "0", "--unixsocket", self.socket, "--save", "",
             "--dir", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("Redis", self.socket.exists)
        for key in range(self.KEYS):
            subprocess.run(["redis-cli", "-s", self.socket, "-x", "set", f"key:{key:012}"],
                           input=value, check=True, stdout=subprocess.DEVNULL)

    def bench(self, requests=200_000):
        out = subprocess.run(
            ["redis-benchmark", "-s", self.socket, "-c", str(CONNECTIONS), "-n", str(requests),
             "-r", str(self.KEYS), "--csv", "get", "key:__rand_int__"],
            check=True, capture_output=True, text=True).stdout
        row = next(csv.DictReader(out.splitlines()))
        return float(row["rps"]), float(row["p99_latency_ms"])

    def stop(self):
        self.process.terminate()
        self.process.wait()


def wrk(url, seconds, script=None, folder=None, threads=1):
    words = ["wrk", "-t", str(threads), "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--latency"]
    if script:
        path = folder / "wrk.lua"
        path.write_text(script, encoding="utf-8")
        words += ["-s", str(path)]
    out = subprocess.run([*words, url], check=True, capture_output=True, text=True).stdout
    if re.search(r"Non-2xx", out):
        raise SystemExit(f"bench: {url} refused some requests:\n{out}")
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", out).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])
    return rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
