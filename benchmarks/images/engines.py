"""The engines, all asked for the same: 256 x 256 contained, upright, sRGB, JPEG of quality 80."""
import os
import subprocess
import time
from dataclasses import dataclass

import fetch

NATIVES = fetch.ROOT / "image/natives/node_modules"
FIVE = "e=64x64:jpeg,d=128x128:jpeg,c=256x256:jpeg,b=512x512:jpeg,a=1024x1024:jpeg"
LARGEST = "a=1024x1024:jpeg"
OUTSIDE = fetch.surroundings()


class Failed(Exception):
    pass


@dataclass
class Cost:
    """Per image: milliseconds of all cores, and by the clock. `peak` in MB, of the process."""
    cpu: float
    wall: float
    peak: float


class Worker:
    """A process that lives as long as the row; its CPU clock is read from outside."""

    def __init__(self, command, environment=None):
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, bufsize=1, env=environment)
        # CPUCLOCK_SCHED of a whole process, as clock_getcpuclockid(3) makes it: nanoseconds.
        self.clock = (~self.process.pid << 3) | 2

    def make(self, count, pending=1):
        cpu = time.clock_gettime_ns(self.clock)
        wall = time.perf_counter_ns()
        try:
            self.process.stdin.write(f"{count} {pending}\n")
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if answer.strip() != "done":
            self.process.wait(10)
            raise Failed(self.process.stderr.read()[-400:])
        wall = time.perf_counter_ns() - wall
        cpu = time.clock_gettime_ns(self.clock) - cpu
        return Cost(cpu / count / 1e6, wall / count / 1e6, self.peak())

    def peak(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))

    def close(self):
        self.process.stdin.close()
        self.process.wait(20)


class Command:
    """A program that takes all its files at once: what n files cost more than one, per image."""

    def __init__(self, command):
        self.command = command

    def make(self, count, pending=1):
        one = self.spent(1)
        if count == 0:
            return one
        more = self.spent(1 + count)
        return Cost((more.cpu - one.cpu) / count, (more.wall - one.wall) / count, more.peak)

    def spent(self, count):
        wall = time.perf_counter_ns()
        process = subprocess.Popen(
            [str(part) for part in self.command(count)], env=OUTSIDE, stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL, text=True)
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            raise Failed(said[-400:])
        wall = time.perf_counter_ns() - wall
        return Cost((used.ru_utime + used.ru_stime) * 1e3, wall / 1e6, used.ru_maxrss / 1024)

    def close(self):
        pass


def repeated(files, count):
    return [files[i % len(files)] for i in range(count)]


def vipsthumbnail(files, out):
    program = fetch.DEBIAN / "usr/bin/vipsthumbnail"
    return Command(lambda count: [
        # Its cache of operations would answer the second time without decoding.
        program, "--vips-cache-max=0", "--size", "256x256>", "--export-profile", "srgb", "-o", f"{out}[Q=80,strip]",
        *repeated(files, count)])


def magick(files, out):
    program = fetch.DEBIAN / "usr/bin/convert-im6.q16"
    one = ["-define", "jpeg:size=512x512", "-auto-orient", "-filter", "Lanczos", "-thumbnail", "256x256>",
           "-quality", "80", "-write", out, "+delete", ")"]
    # The hint makes a JPEG decoder shrink; [0] is the first frame or level.
    return Command(lambda count: [
        program, *sum((["(", *one[:2], f"{file}[0]", *one[2:]] for file in repeated(files, count)), []), "xc:", "null:"])


def djpeg(files, out):
    """Not an engine: the least that any engine on this decoder can take."""
    program = fetch.DEBIAN / "usr/bin/djpeg"
    line = '; '.join(f'"$0" -scale 1/8 -outfile "$2" "$1"' for _ in [0])
    return Command(lambda count: ["sh", "-c", "i=0; while [ $i -lt $3 ]; do " + line + "; i=$((i+1)); done",
                                  program, files[0], f"{out}.ppm", count])


def pillow(files, out):
    return Worker(["/usr/bin/python3", fetch.HERE / "peers/pillow.py", *files, out], OUTSIDE)


def sharp(files, out):
    return Worker(["node", fetch.SHARP / "worker.mjs", *files, out])


def thumbnailator(files, out):
    # No module path: ImageIO and AWT without a screen.
    return Worker([fetch.java() + "java", "-Djava.awt.headless=true", "-cp",
                   f"{fetch.CLASSES}:{fetch.JAR}", "ThumbnailatorWorker", *files, out])


def safelight(files, out, renditions="thumb=256x256:jpeg"):
    return Worker([fetch.java() + "java", "--enable-native-access=dev.safelight.image", "--module-path",
                   fetch.ROOT / "image/target/classes", "--add-modules", "dev.safelight.image", "-cp",
                   fetch.CLASSES, "SafelightWorker", NATIVES, renditions, *files, out])


ENGINES = {
    "Safelight": safelight,
    "sharp": sharp,
    "vipsthumbnail": vipsthumbnail,
    "Pillow": pillow,
    "ImageMagick": magick,
    "Thumbnailator": thumbnailator,
}
