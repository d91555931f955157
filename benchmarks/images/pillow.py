# A worker like Ours.java. draft() is Pillow's shrink-on-load.
import io, re, sys, time
from PIL import Image, ImageOps
Image.MAX_IMAGE_PIXELS = None
for line in sys.stdin:
    renditions, original, out = line.rstrip("\n").split("\t")
    wall, cpu = time.perf_counter_ns(), time.process_time_ns()
    try:
        outputs = []
        for rendition in renditions.split(","):
            box, form = re.search(r"=([0-9]+)x[0-9]+:(jpeg|png)", rendition).groups()
            image = Image.open(original)
            image.draft("RGB", (int(box) * 2, int(box) * 2))
            image = ImageOps.exif_transpose(image)
            if image.mode.startswith("I;16"):
                image = image.convert("L")
            image.thumbnail((int(box), int(box)), Image.Resampling.LANCZOS)
            made = io.BytesIO()
            image.convert("RGB").save(made, form, quality=80, optimize=form == "jpeg")
            outputs.append(made.getvalue())
        spent, passed = time.process_time_ns() - cpu, time.perf_counter_ns() - wall
        open(out, "wb").write(outputs[0])
        print(spent, passed, flush=True)
    except Exception as failure:
        print("refused", str(failure).replace("\n", " "), flush=True)
