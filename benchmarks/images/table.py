"""The table of all rows that are kept, in Markdown, and the plot, in SVG."""
import json
import math
import os
import platform
from datetime import date
from xml.sax.saxutils import escape

import engines
import fetch
import measure
import rows

BEGIN, END = "<!-- images: written by benchmarks/images/run -->", "<!-- images: end -->"
OURS, SHARP = "Safelight", "sharp"
COLOURS = dict(zip(engines.ENGINES, ["#0b6e4f", "#d1495b", "#8d96a3", "#30638e", "#edae49", "#7d4f9e"]))


def kept():
    found = {}
    for name in [*rows.names(), "folder"]:
        file = measure.RESULTS / f"{name}.json"
        if file.exists():
            found[name] = json.loads(file.read_text())
    return found


def compose():
    all_rows = kept()
    if not all_rows:
        raise SystemExit("no row has been measured")
    parts = [head(all_rows), speed(all_rows), mean(all_rows), quality(all_rows), special(all_rows)]
    return "\n\n".join(part for part in parts if part)


def head(all_rows):
    with open("/proc/cpuinfo") as info:
        cpu = next(line.split(":")[1].strip() for line in info if line.startswith("model name"))
    turns = sorted({row["rounds"] for row in all_rows.values()})
    return (
        f"`benchmarks/images/run` on {date.today():%-d %B %Y}: {cpu}, {os.cpu_count()} cores, Linux "
        f"{platform.release().split('-')[0]}, Temurin 25, {versions()}. CPU milliseconds of the whole process for one "
        f"image, median of {' or '.join(map(str, turns))} turns; engines take turns. In brackets: ours divided by theirs.")


def versions():
    found = {}
    for file in (fetch.TARGET / "debs").glob("*.deb"):
        name, version, *_ = file.name.split("_")
        found[name] = version.replace("%3a", ":").split(":")[-1].split("-")[0].split("+")[0]
    sharp = json.loads((fetch.SHARP / "node_modules/sharp/package.json").read_text())["version"]
    return (f"sharp {sharp}, vipsthumbnail {found.get('libvips-tools')}, Pillow {found.get('python3-pil')}, "
            f"ImageMagick {found.get('imagemagick')}, Thumbnailator {fetch.JAR.stem.split('-')[1]}")


def speed(all_rows):
    titles = list(engines.ENGINES)
    lines = ["| original | " + " | ".join(titles) + " |", "|---|" + "---:|" * len(titles)]
    for name, row in all_rows.items():
        cells = []
        for title in titles:
            one = row["engines"].get(title)
            if one is None:
                cells.append("cannot")
            elif title == OURS:
                cells.append(f"**{number(one['cpu'])}**")
            else:
                cells.append(f"{number(one['cpu'])} ({ratio(row, title):.2f})")
        lines.append(f"| {rows.title(name)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def ratio(row, title, what="cpu"):
    return row["engines"][OURS][what] / row["engines"][title][what]


def mean(all_rows):
    said = []
    for title in engines.ENGINES:
        ratios = [ratio(row, title) for row in all_rows.values() if {title, OURS} <= row["engines"].keys()]
        if title != OURS and ratios:
            middle = math.exp(sum(map(math.log, ratios)) / len(ratios))
            said.append(f"{title} {middle:.2f} ({len(ratios)} rows)")
    return "Geometric mean of ours divided by theirs: " + ", ".join(said) + "."


def quality(all_rows):
    titles = [title for title in engines.ENGINES]
    lines = [
        "PSNR in dB and SSIM against Lanczos3 of all pixels, after JPEG of quality 80, and peak memory of the process:",
        "", "| original | " + " | ".join(titles) + " |", "|---|" + "---:|" * len(titles)]
    for name, row in all_rows.items():
        cells = []
        for title in titles:
            one = row["engines"].get(title)
            if one is None:
                cells.append("")
            else:
                seen = f"{one['psnr']:.1f}, {one['ssim']:.3f}, " if "psnr" in one else ""
                cells.append(f"{seen}{one['peak']:.0f} MB")
        lines.append(f"| {rows.title(name)} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def special(all_rows):
    """Floors, renditions, cores and memory, beside what was aimed at."""
    lines = []
    for name, most in {"jpeg-12": 1.25, "jpeg-24": None, "jpeg-100": 1.15, "photo-18": None}.items():
        row = all_rows.get(name, {"engines": {}})
        if {"djpeg 1/8", OURS} <= row["engines"].keys():
            floor = row["engines"]["djpeg 1/8"]["cpu"]
            lines.append(line(f"{rows.title(name)}, over decoding alone (`djpeg -scale 1/8`: {floor:.1f} ms)",
                              ratio(row, "djpeg 1/8"), most, "x"))
    row = all_rows.get("jpeg-12", {"engines": {}})
    if "five renditions" in row["engines"]:
        five, one = row["engines"]["five renditions"]["cpu"], row["engines"]["largest alone"]["cpu"]
        lines.append(line(f"five renditions (1024 to 64) over the largest alone ({five:.0f} ms, {one:.0f} ms)",
                          five / one, 1.3, "x"))
        cores = [1000 / row["engines"][f"{title}, all cores"]["wall"] for title in (OURS, SHARP)]
        lines.append(line(f"images/s of a 12 MP JPEG on all cores ({cores[0]:.0f}), sharp's ({cores[1]:.0f}) divided by it",
                          cores[1] / cores[0], 1, "x"))
    if "png-100" in all_rows:
        lines.append(line("PNG of 100 MP, peak memory of the process", all_rows["png-100"]["engines"][OURS]["peak"],
                          200, " MB"))
    worst = max(((ratio(row, SHARP), rows.title(name)) for name, row in all_rows.items()
                 if {SHARP, OURS} <= row["engines"].keys()), default=None)
    if worst:
        lines.append(line(f"worst row against sharp ({worst[1]})", worst[0], 1, "x"))
        ratios = [ratio(row, SHARP) for row in all_rows.values() if {SHARP, OURS} <= row["engines"].keys()]
        lines.append(line("geometric mean against sharp", math.exp(sum(map(math.log, ratios)) / len(ratios)), 0.9, "x"))
    return "\n".join(["| what | measured | goal | |", "|---|---:|---:|---|", *lines])


def line(what, found, most, unit):
    shown = f"{found:.2f}" if unit == "x" else f"{found:.0f}"
    if most is None:
        return f"| {what} | {shown}{unit} | | |"
    return f"| {what} | {shown}{unit} | at most {most}{unit} | {'met' if found <= most else 'not met'} |"


def number(milliseconds):
    return f"{milliseconds:.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def insert(page, text):
    """Between two marks, which are put at the end where they are not there yet."""
    old = page.read_text()
    if BEGIN not in old:
        old += f"\n## Images\n\n{BEGIN}\n{END}\n"
    before, rest = old.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")


def plot(file):
    """CPU time of each engine, ours being 1, on a logarithmic axis: to the right is slower."""
    all_rows = {name: row for name, row in kept().items() if OURS in row["engines"]}
    left, top, wide, pitch, most = 190, 64, 640, 30, 32.0
    def x(times):
        return left + wide * (math.log2(min(max(times, 0.25), most)) + 2) / (math.log2(most) + 2)
    bottom = top + pitch * len(all_rows)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + wide + 40} {bottom + 44}" '
           'font-family="sans-serif" font-size="12" fill="#333">', '<rect width="100%" height="100%" fill="#fff"/>',
           f'<text x="14" y="22" font-size="15">CPU time for a 256 x 256 thumbnail, Safelight = 1</text>']
    for i, title in enumerate(engines.ENGINES):
        out.append(f'<circle cx="{20 + i * 125}" cy="42" r="5" fill="{COLOURS[title]}"/>'
                   f'<text x="{30 + i * 125}" y="46">{escape(title)}</text>')
    for times in [0.25, 0.5, 1, 2, 4, 8, 16, 32]:
        dark = "#333" if times == 1 else "#ddd"
        out.append(f'<line x1="{x(times):.1f}" x2="{x(times):.1f}" y1="{top}" y2="{bottom}" stroke="{dark}"/>'
                   f'<text x="{x(times):.1f}" y="{bottom + 18}" text-anchor="middle">{times:g}x</text>')
    for i, (name, row) in enumerate(all_rows.items()):
        y = top + pitch * (i + 0.5)
        out.append(f'<text x="14" y="{y + 4}">{escape(rows.title(name))}</text>')
        for title, one in row["engines"].items():
            if title in COLOURS:
                out.append(f'<circle cx="{x(one["cpu"] / row["engines"][OURS]["cpu"]):.1f}" cy="{y}" r="5" '
                           f'fill="{COLOURS[title]}" fill-opacity="0.85"><title>{escape(title)}: '
                           f'{number(one["cpu"])} ms</title></circle>')
    out.append(f'<text x="{x(2):.1f}" y="{bottom + 36}">slower than Safelight (32x and more at the edge)</text></svg>')
    file.write_text("\n".join(out) + "\n")
