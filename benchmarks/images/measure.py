"""Measures a row: every engine in turn, again and again, so that a slow minute meets all of them."""
import json
import os
import statistics
import subprocess
import sys

import engines
import fetch

RESULTS = fetch.TARGET / "results"
LEAST = 400  # milliseconds a turn
TOO_SLOW = 20_000


def row(name, files, rounds):
    RESULTS.mkdir(exist_ok=True)
    out = RESULTS / name
    out.mkdir(exist_ok=True)
    turns = {title: (engine, 1) for title, engine in engines.ENGINES.items()}
    if name.startswith(("jpeg-", "photo-")):
        turns["djpeg 1/8"] = (engines.djpeg, 1)
    cores = len(os.sched_getaffinity(0))
    if name == "jpeg-12":
        turns["five renditions"] = (lambda f, o: engines.safelight(f, o, engines.FIVE), 1)
        turns["largest alone"] = (lambda f, o: engines.safelight(f, o, engines.LARGEST), 1)
        turns["Safelight, all cores"] = (engines.safelight, cores)
        turns["sharp, all cores"] = (engines.sharp, 2 * cores)
    running, seen, failed = {}, {}, {}
    for title, (engine, pending) in turns.items():
        file = out / f"{title.replace(' ', '-').replace('/', '-').replace(',', '')}.jpg"
        file.unlink(missing_ok=True)
        try:
            worker = engine([str(each) for each in files], file)
            running[title] = (worker, *warmed(worker, len(files), pending), pending)
            seen[title] = []
        except engines.Failed as failure:
            failed[title] = str(failure).strip().splitlines()[-1:] or ["no reason given"]
            print(f"{name}: {title} cannot: {failed[title][0]}", file=sys.stderr)
    for _ in range(rounds):
        for title, (worker, count, _, pending) in running.items():
            # Who takes most of a minute for one is told in a few turns.
            if len(seen[title]) < 3 or seen[title][-1].wall < TOO_SLOW / rounds:
                seen[title].append(worker.make(count, pending))
    for worker, *_ in running.values():
        worker.close()
    kept = {
        "files": [os.path.basename(each) for each in files],
        "bytes": sum(os.path.getsize(each) for each in files) // len(files),
        "rounds": rounds,
        "engines": {title: summary(costs) for title, costs in seen.items()},
        "failed": failed,
    }
    quality(kept, name, files, out)
    (RESULTS / f"{name}.json").write_text(json.dumps(kept, indent=1))
    print(f"{name}: " + ", ".join(
        f"{title} {each['cpu']:.1f} ms" for title, each in kept["engines"].items()), file=sys.stderr)


def warmed(worker, files, pending):
    """Until it has worked for a while and got no faster; then how many make up a turn."""
    spent, cost = 0, worker.make(files, pending)
    least = cost.wall
    while spent < 3 * LEAST and cost.wall * files < 5_000:
        cost = worker.make(files, pending)
        least = min(least, cost.wall)
        spent += cost.wall * files
    rounds = max(1, round(LEAST / max(least, 1) / files))
    return rounds * files, least


def summary(costs):
    return {
        "cpu": statistics.median(each.cpu for each in costs),
        "least": min(each.cpu for each in costs),
        "most": max(each.cpu for each in costs),
        "wall": statistics.median(each.wall for each in costs),
        "peak": max(each.peak for each in costs),
        "turns": len(costs),
    }


def quality(kept, name, files, out):
    """Of the last file's thumbnail; our thumbnails are JPEGs of quality 80 as all others."""
    titles = [title for title in kept["engines"] if title in engines.ENGINES]
    made = [out / f"{title}.jpg" for title in titles]
    if name == "folder":
        return
    answer = subprocess.run(
        ["node", fetch.SHARP / "quality.mjs", files[-1], *made], capture_output=True, text=True,
        check=True)
    for title, file, each in zip(titles, made, json.loads(answer.stdout)):
        if each:
            kept["engines"][title] |= each | {"written": file.stat().st_size}
