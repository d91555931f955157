"""Brings the photographs, the peers and our own classes; what is there is not brought again."""
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = HERE / "target"
DEBIAN = TARGET / "debian"
SHARP = HERE / "peers" / "sharp"
PHOTOGRAPHS = TARGET / "photographs"
JAR = TARGET / "thumbnailator-0.4.20.jar"
CLASSES = TARGET / "workers"
WALLPAPERS = ["mate-backgrounds", "plasma-workspace-wallpapers"]
PROGRAMS = ["libvips-tools", "imagemagick", "libjpeg-turbo-progs", "python3-pil"]


def java():
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home, "bin")) + "/" if home else ""


def everything(photographs):
    TARGET.mkdir(exist_ok=True)
    ours()
    debian()
    if not (SHARP / "node_modules").exists():
        # sharp's own binaries are packages; no script of anybody's is run.
        call(["npm", "ci", "--silent", "--ignore-scripts"], SHARP)
    maven = os.environ.get("MVN", "mvn").split()
    if not JAR.exists():
        call([*maven, "-q", "dependency:copy", f"-DoutputDirectory={TARGET}",
              "-Dartifact=net.coobird:thumbnailator:0.4.20"], ROOT)
    CLASSES.mkdir(exist_ok=True)
    call([java() + "javac", "-d", CLASSES, "-cp", JAR, "--module-path", ROOT / "image/target/classes",
          "--add-modules", "dev.safelight.image", HERE / "peers/ThumbnailatorWorker.java",
          HERE / "peers/SafelightWorker.java"], HERE)
    PHOTOGRAPHS.mkdir(exist_ok=True)
    call(["node", SHARP / "photographs.mjs", DEBIAN / "usr/share", PHOTOGRAPHS, *photographs], SHARP)


def ours():
    maven = os.environ.get("MVN", "mvn").split()
    if not (ROOT / "image/target/classes/module-info.class").exists():
        call([*maven, "-q", "-pl", "image", "-am", "-DskipTests", "compile"], ROOT)


def debian():
    """Into a folder, without root: packages that the machine has are not brought."""
    if (DEBIAN / "usr/share/backgrounds").exists():
        return
    folder = TARGET / "debs"
    folder.mkdir(exist_ok=True)
    plan = subprocess.run(
        ["apt-get", "-s", "install", "--no-install-recommends", *WALLPAPERS, *PROGRAMS],
        capture_output=True, text=True, check=True)
    names = {line.split()[1] for line in plan.stdout.splitlines() if line.startswith("Inst ")}
    # Those asked for are brought even where they are installed.
    call(["apt-get", "-q", "download", *sorted(names | set(WALLPAPERS) | set(PROGRAMS))], folder)
    for package in folder.glob("*.deb"):
        call(["dpkg-deb", "-x", package, DEBIAN], folder)


def call(command, folder):
    subprocess.run([str(part) for part in command], cwd=folder, check=True)


def surroundings():
    """For programs out of Debian's packages."""
    libraries = [DEBIAN / "usr/lib/x86_64-linux-gnu", *(DEBIAN / "usr/lib/x86_64-linux-gnu").glob("*/")]
    more = {
        "LD_LIBRARY_PATH": ":".join(map(str, libraries)),
        # Without Debian's policy, which gives it 256 MB and then the disk.
        "MAGICK_CONFIGURE_PATH": str(HERE / "peers"),
        "MAGICK_CODER_MODULE_PATH": str(next(DEBIAN.glob("usr/lib/*/ImageMagick-*/modules-*/coders"), "")),
        "PYTHONPATH": str(DEBIAN / "usr/lib/python3/dist-packages"),
    }
    return os.environ | more
