"""IN... OUT: for each line "COUNT PENDING" on standard input makes so many thumbnails."""
import io
import itertools
import sys

from PIL import Image, ImageOps

Image.MAX_IMAGE_PIXELS = None
files = itertools.cycle(sys.argv[1:-1])


def thumbnail(file):
    with Image.open(file) as image:
        # Shrinks while decoding where the format can.
        image.thumbnail((256, 256), Image.Resampling.LANCZOS)
        image = ImageOps.exif_transpose(image)
        if image.mode.startswith("I;16"):
            raise ValueError("16-bit grey is not reduced well")
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=80)
        return out.getvalue()


for line in sys.stdin:
    for _ in range(int(line.split()[0])):
        made = thumbnail(next(files))
    with open(sys.argv[-1], "wb") as out:
        out.write(made)
    print("done", flush=True)
