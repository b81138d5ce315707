"""A real OpenSearch cluster on this machine for tests: fetched from Maven Central, started, killed node by node."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

VERSION = "2.19.6"
ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
HEAP_MB = 512
START_SECONDS, FETCH_SECONDS = 240, 300


class NoCluster(Exception):
    """No cluster can be started here; the message says why."""


@dataclass
class Node:
    """One node: its name, ports and folder, and its process while it runs."""

    name: str
    http: int
    transport: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None


@dataclass
class Cluster:
    """Nodes that know each other; ``distribution`` is the unpacked OpenSearch."""

    distribution: Path
    folder: Path
    nodes: list[Node] = field(default_factory=list)

    @property
    def url(self) -> str:
        return ",".join(f"http://127.0.0.1:{node.http}" for node in self.nodes)

    def start(self, count: int) -> None:
        """Start so many nodes, and wait until they have found each other."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        ports = free_ports(2 * count)
        for number in range(count):
            name = f"node-{number + 1}"
            self.nodes.append(Node(name, ports[2 * number], ports[2 * number + 1], self.folder / name))
        for node in self.nodes:
            self.start_node(node)
        self.wait("green", count)

    def start_node(self, node: Node) -> None:
        """Start one node on its own data, new or again."""
        config = node.folder / "config"
        if not config.exists():
            shutil.copytree(self.distribution / "config", config)
            (config / "opensearch.yml").write_text(self._settings(node))
            options = config / "jvm.options"
            # Logs of the collector and dumps would go to the distribution's folder, which the nodes only read.
            options.write_text(
                "\n".join(line for line in options.read_text().splitlines() if "logs/" not in line)
            )
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "nobody", str(node.folder)], check=True)
        environment = {name: value for name, value in os.environ.items() if name != "JAVA_TOOL_OPTIONS"}
        environment |= {
            "OPENSEARCH_PATH_CONF": str(config),
            "OPENSEARCH_JAVA_OPTS": f"-Xms{HEAP_MB}m -Xmx{HEAP_MB}m",
            "OPENSEARCH_JAVA_HOME": java_home(),
        }
        with (node.folder / "out.log").open("ab") as log:
            node.process = subprocess.Popen(
                [str(self.distribution / "bin" / "opensearch")],
                env=environment,
                stdout=log,
                stderr=log,
                # OpenSearch refuses to run as root.
                user="nobody" if os.geteuid() == 0 else None,
            )

    def kill(self, node: Node) -> None:
        """End a node by its process id at once, as a power cut would."""
        assert node.process is not None
        if node.process.poll() is None:
            os.kill(node.process.pid, signal.SIGKILL)
            node.process.wait()
        node.process = None

    def stop(self) -> None:
        """End all nodes and remove their data."""
        for node in self.nodes:
            if node.process is not None:
                self.kill(node)
        shutil.rmtree(self.folder, ignore_errors=True)

    def wait(self, status: str, count: int) -> None:
        """Wait until the cluster has this colour and so many nodes. Raises NoCluster where it takes too long."""
        path = f"/_cluster/health?wait_for_status={status}&wait_for_nodes={count}&timeout=5s"
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            for node in self.nodes:
                if node.process is not None and _answers(f"http://127.0.0.1:{node.http}{path}"):
                    return
            if all(node.process is None or node.process.poll() is not None for node in self.nodes):
                break
            time.sleep(0.5)
        tails = "\n".join((node.folder / "out.log").read_text()[-1500:] for node in self.nodes)
        raise NoCluster(f"The cluster was not {status} with {count} nodes in time.\n{tails}")

    def _settings(self, node: Node) -> str:
        seeds = ", ".join(f'"127.0.0.1:{other.transport}"' for other in self.nodes)
        names = ", ".join(f'"{other.name}"' for other in self.nodes)
        return "\n".join(
            [
                "cluster.name: newsroom-test",
                f"node.name: {node.name}",
                f"path.data: {node.folder / 'data'}",
                f"path.logs: {node.folder / 'logs'}",
                "network.host: 127.0.0.1",
                f"http.port: {node.http}",
                f"transport.port: {node.transport}",
                f"discovery.seed_hosts: [{seeds}]",
                f"cluster.initial_cluster_manager_nodes: [{names}]",
                "cluster.routing.allocation.disk.threshold_enabled: false",
                "cluster.fault_detection.leader_check.timeout: 2s",
                "cluster.fault_detection.follower_check.timeout: 2s",
                "",
            ]
        )


def distribution(cache: Path) -> Path:
    """The unpacked OpenSearch, fetched once. Raises NoCluster where Java or Maven is missing or nothing comes."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise NoCluster(f"No OpenSearch cluster can be started here: {program} is not installed.")
    unpacked = cache / f"opensearch-{VERSION}"
    if (unpacked / ".whole").exists():
        return unpacked
    cache.mkdir(parents=True, exist_ok=True)
    packed = cache / f"opensearch-{VERSION}.zip"
    if not packed.exists():
        _fetch(cache)
    shutil.rmtree(unpacked, ignore_errors=True)
    with zipfile.ZipFile(packed) as file:
        file.extractall(cache)
    for program in (unpacked / "bin").iterdir():
        program.chmod(0o755)
    for path in [cache, unpacked, *unpacked.rglob("*")]:
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    (unpacked / ".whole").touch()
    return unpacked


def java_home() -> str:
    """The folder of the Java that is found first."""
    found = shutil.which("java")
    assert found is not None
    return str(Path(found).resolve().parent.parent)


def free_ports(count: int) -> list[int]:
    """Ports of this machine that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _fetch(cache: Path) -> None:
    copy = ["mvn", "-q", "-B", COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={cache}"]
    try:
        run = subprocess.run(copy, capture_output=True, text=True, timeout=FETCH_SECONDS)
    except subprocess.TimeoutExpired:
        raise NoCluster(f"OpenSearch could not be fetched from Maven Central in {FETCH_SECONDS} s.") from None
    if run.returncode:
        raise NoCluster(f"OpenSearch could not be fetched from Maven Central: {run.stdout[-500:]}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main() -> None:
    """Start three nodes and keep them until interrupted, for work at the backend."""
    cache, data = map(Path, sys.argv[1:3])
    cluster = Cluster(distribution(cache), data)
    try:
        cluster.start(3)
        print(f"OPENSEARCH_URL={cluster.url}", flush=True)  # noqa: T201
        signal.pause()
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
