"""What is measured: a row is photographs of one kind."""
from fetch import DEBIAN, PHOTOGRAPHS

MADE = {
    "jpeg-12": ("jpg", "JPEG, 12 MP"),
    "jpeg-24": ("jpg", "JPEG, 24 MP"),
    "jpeg-100": ("jpg", "JPEG, 100 MP"),
    "progressive-12": ("jpg", "progressive JPEG, 12 MP"),
    "png-24": ("png", "PNG, 24 MP"),
    "png-100": ("png", "PNG, 100 MP"),
    "png16-12": ("png", "PNG, 16 bits, 12 MP"),
    "webp-12": ("webp", "WebP, 12 MP"),
    "avif-12": ("avif", "AVIF, 12 MP"),
    "gif-12": ("gif", "GIF, 12 MP"),
    "tiff-pyramid-12": ("tif", "pyramid TIFF, 12 MP"),
    "tiff-lzw-12": ("tif", "LZW TIFF, 12 MP"),
}
FOUND = {
    "photos-4": ("usr/share/backgrounds/mate/nature/*.jpg", "JPEGs as found, 4 MP"),
    "photo-18": ("usr/share/backgrounds/mate/abstract/Elephants_5640x3172.jpg", "JPEG as found, 18 MP"),
}
SLOW = {"jpeg-24", "jpeg-100", "png-24", "png-100"}


def names(quick=False):
    return [name for name in [*FOUND, *MADE] if not (quick and name in SLOW)]


def title(name):
    return (MADE | FOUND).get(name, ("", name))[1]


def photographs(chosen):
    return [name for name in chosen if name in MADE]


def inputs(name, folder=None):
    if folder:
        ends = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff"}
        return sorted(each for each in folder.iterdir() if each.suffix.lower() in ends)
    if name in FOUND:
        return sorted(each for each in DEBIAN.glob(FOUND[name][0]) if not each.is_symlink())
    return [PHOTOGRAPHS / f"{name}.{MADE[name][0]}"]
