# A worker like Ours.java for a tool that is a process per image; its start is part of the price.
import os, re, resource, subprocess, sys, time
tool = sys.argv[1]
for line in sys.stdin:
    renditions, original, out = line.rstrip("\n").split("\t")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = time.perf_counter_ns()
    failed = None
    for rendition in renditions.split(","):
        box = re.search(r"=([0-9]+)x", rendition).group(1)
        if tool == "vipsthumbnail":
            end = "[strip]" if out.endswith("png") else "[Q=80,strip,optimize-coding]"
            call = [tool, "--vips-concurrency=1", original, "--size", f"{box}x{box}>", "-o", os.path.abspath(out) + end]
        else:
            call = [tool, "-limit", "thread", "1", "-define", f"jpeg:size={int(box) * 2}x{int(box) * 2}", original + "[0]",
                    "-auto-orient", "-thumbnail", f"{box}x{box}>", "-quality", "80", out]
        done = subprocess.run(call, capture_output=True)
        failed = failed or (done.stderr.decode().splitlines() or ["failed"])[0] if done.returncode else failed
    wall = time.perf_counter_ns() - wall
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"refused {failed}" if failed else f"{int(cpu * 1e9)} {wall} {after.ru_maxrss * 1024}", flush=True)
