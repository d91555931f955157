import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Takes the demo's photo: a darkroom under its safelight, 12 megapixels, held upright by a camera that
/// stores it lying (4000 x 3000, EXIF orientation 6).
///
/// `java Photo.java OUT.jpg`. Nothing is random: the same JDK gives the same bytes.
final class Photo {
  /// As shown; the unit of the scene is the height, its origin the upper left corner.
  private static final int WIDTH = 3000;

  private static final int HEIGHT = 4000;
  private static final float QUALITY = 0.98f;

  /// Where the bench begins, and the lamp: across, down, before the wall.
  private static final double BENCH = 0.735;

  private static final double LAMP_X = 0.405;
  private static final double LAMP_Y = 0.175;
  private static final double LAMP_Z = 0.17;

  /// Prints on the line: centre, half sizes, tilt, picture.
  private record Print(double x, double y, double w, double h, double tilt, int picture) {}

  private static final Print[] PRINTS = {
    new Print(0.138, 0.437, 0.090, 0.118, 0.030, 0),
    new Print(0.384, 0.440, 0.118, 0.090, -0.018, 1),
    new Print(0.626, 0.436, 0.088, 0.116, -0.042, 2),
  };

  private static final double PRINT_Z = 0.035;

  private double red;
  private double green;
  private double blue;

  public static void main(String[] arguments) throws IOException {
    var image = new BufferedImage(HEIGHT, WIDTH, BufferedImage.TYPE_INT_RGB);
    var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    IntStream.range(0, WIDTH / STRIPE)
        .parallel()
        .forEach(stripe -> new Photo().stripe(stripe * STRIPE, pixels));
    Files.write(Path.of(arguments[0]), withExif(jpeg(image)));
  }

  // Film: from light to a pixel.

  /// Rows of the file that one task exposes; even, and a divisor of their number.
  private static final int STRIPE = 60;

  /// Samples a row of every second pixel has: one past the end, to interpolate towards.
  private static final int SAMPLES = HEIGHT / 2 + 1;

  /// How far apart neighbours may be to take their mean for what lies between.
  private static final float FLAT = 6;

  /// Exposes every second pixel of every second row, and of the others those that stand at an edge.
  private void stripe(int first, int[] pixels) {
    var film = new float[(STRIPE / 2 + 1) * SAMPLES * 3];
    for (int i = 0; i < film.length; i += 3) {
      expose(WIDTH - 1 - first - i / 3 / SAMPLES * 2, i / 3 % SAMPLES * 2);
      film[i] = (float) red;
      film[i + 1] = (float) green;
      film[i + 2] = (float) blue;
    }
    for (int row = 0; row < STRIPE; row++) {
      for (int column = 0; column < HEIGHT; column++) {
        int at = ((row >> 1) * SAMPLES + (column >> 1)) * 3;
        int across = at + (column & 1) * 3;
        int down = (row & 1) * SAMPLES * 3;
        if (flat(film, at, across, down)) {
          red = mean(film, at, across, down);
          green = mean(film, at + 1, across + 1, down);
          blue = mean(film, at + 2, across + 2, down);
        } else {
          expose(WIDTH - 1 - first - row, column);
        }
        pixels[(first + row) * HEIGHT + column] = grained(WIDTH - 1 - first - row, column);
      }
    }
  }

  private static boolean flat(float[] film, int at, int across, int down) {
    for (int i = 0; i < 3; i++) {
      float a = film[at + i];
      float b = film[across + i];
      float c = film[at + down + i];
      float d = film[across + down + i];
      if (Math.max(Math.max(a, b), Math.max(c, d)) - Math.min(Math.min(a, b), Math.min(c, d)) > FLAT) {
        return false;
      }
    }
    return true;
  }

  private static float mean(float[] film, int at, int across, int down) {
    return (film[at] + film[across] + film[at + down] + film[across + down]) * 0.25f;
  }

  /// Sets red, green and blue to what the film shows, 0 to 255.
  private void expose(int column, int row) {
    double x = (column + 0.5) / HEIGHT;
    double y = (row + 0.5) / HEIGHT;
    if (y < BENCH) {
      room(x, y);
      bottles(x, y);
    } else {
      bench(x, y);
    }
    glow(x, y);
    double dx = x - 0.375;
    double dy = y - 0.47;
    double vignette = 1 - 0.75 * Math.min(1, (dx * dx * 1.6 + dy * dy) * 1.9);
    red = developed(red * vignette);
    green = developed(green * vignette + 0.0012);
    blue = developed(blue * vignette + 0.0030);
  }

  private int grained(int column, int row) {
    double grain = grain(column, row) * 52 + grain(column / 2, row / 2 + 9001) * 9;
    double visible = grain * (1 - 0.002 * red);
    return level(red + visible) << 16 | level(green + visible * 0.8) << 8 | level(blue + visible * 0.8);
  }

  /// What light becomes on film, 0 to 255: highlights bend, they do not clip.
  private static final float[] DEVELOPED = new float[1 << 14];

  private static final double BRIGHTEST = 4;

  static {
    for (int i = 0; i < DEVELOPED.length; i++) {
      double bent = 1 - Math.exp(-2.6 * i * BRIGHTEST / DEVELOPED.length);
      double toe = bent * bent * 0.45 + bent * 0.55;
      DEVELOPED[i] =
          (float) (255 * (toe <= 0.0031308 ? 12.92 * toe : 1.055 * Math.pow(toe, 1 / 2.4) - 0.055));
    }
  }

  private static float developed(double light) {
    return DEVELOPED[(int) Math.min(DEVELOPED.length - 1, light * (DEVELOPED.length / BRIGHTEST))];
  }

  private static int level(double value) {
    return Math.clamp((int) (value + 0.5), 0, 255);
  }

  // The room: tiles, the line with its prints, the lamp.

  private void room(double x, double y) {
    if (!papered(x, y)) {
      wall(x, y);
      line(x, y);
    }
    for (var print : PRINTS) {
      if (Math.abs(x - print.x) < 0.135 && Math.abs(y - print.y) < 0.16) {
        print(print, x, y);
      }
    }
    if (y < 0.20 && Math.abs(x - LAMP_X) < 0.12) {
      lamp(x, y);
    }
  }

  /// Well inside a print, where no wall shows.
  private static boolean papered(double x, double y) {
    for (var print : PRINTS) {
      if (Math.abs(x - print.x) < print.w - 0.012 && Math.abs(y - print.y) < print.h - 0.012) {
        return true;
      }
    }
    return false;
  }

  private void wall(double x, double y) {
    double tileW = 0.094;
    double tileH = 0.047;
    double course = Math.floor(y / tileH);
    double shifted = x / tileW + (course % 2 == 0 ? 0.3 : 0.8);
    double tile = Math.floor(shifted);
    double u = (shifted - tile - 0.5) * tileW;
    double v = (y / tileH - course - 0.5) * tileH;
    double edge = box(u, v, tileW / 2 - 0.0035, tileH / 2 - 0.0035) - 0.002;
    double glaze = step(0.0006, -0.0006, edge);
    int id = hash((int) tile * 71 + (int) course * 1031);
    // Each tile hangs a little askew and is pillowed, so that each mirrors the lamp from elsewhere.
    double wave = noise(x * 42, y * 42) - 0.5;
    double bevel = bevel(edge);
    double nx = ((id & 255) / 255.0 - 0.5) * 0.10 + u * 3.0 + wave * 0.09 + bevel * Math.signum(u) * 0.5;
    double ny = ((id >> 8 & 255) / 255.0 - 0.5) * 0.10 + v * 4.5 + wave * 0.07 + bevel * Math.signum(v) * 0.3;
    double dirt = 0.66 * noise(x * 9, y * 9) + 0.34 * noise(x * 31, y * 31);
    double speck = glaze < 1 ? noise(x * 900, y * 900) : 0;
    double albedo = mix(0.10 + 0.10 * speck, 0.40 + 0.10 * ((id >> 16 & 255) / 255.0), glaze) * (0.55 + 0.7 * dirt);
    double shade = shadow(x, y);
    lit(x, y, 0, nx * 0.4, ny * 0.4, albedo, mix(0.05, 0.85, glaze), nx, ny, shade);
  }

  private static double bevel(double edge) {
    return step(-0.0035, 0, edge);
  }

  /// How much of the lamp a place on the wall sees past the prints.
  private static double shadow(double x, double y) {
    double t = PRINT_Z / LAMP_Z;
    double px = x + (LAMP_X - x) * t;
    double py = y + (LAMP_Y - y) * t;
    double light = 1;
    for (var print : PRINTS) {
      double u = px - print.x;
      double v = py - print.y;
      if (Math.abs(u) > print.w + 0.025 || Math.abs(v) > print.h + 0.025) {
        continue;
      }
      light *= mix(0.10, 1, step(-0.010, 0.014, box(u + print.tilt * v, v - print.tilt * u, print.w, print.h)));
    }
    return light * mix(0.6, 1, step(0.000, 0.006, Math.abs(py - lineAt(px)) - 0.0008));
  }

  private static double lineAt(double x) {
    double across = (x - 0.375) / 0.375;
    return 0.3205 - 0.012 * across * across + 0.004 * across;
  }

  private void line(double x, double y) {
    double away = Math.abs(y - lineAt(x)) - 0.0011;
    if (away > 0.001) {
      return;
    }
    double twist = 0.5 + 0.5 * Math.sin((x * 1.0 + (y - lineAt(x)) * 1.8) * 2600);
    lightOver(x, y, 0.05, 0, (y - lineAt(x)) * 500, 0.45 + 0.35 * twist, step(0.0003, -0.0003, away));
  }

  private void print(Print print, double x, double y) {
    double u = x - print.x + print.tilt * (y - print.y);
    double v = y - print.y - print.tilt * (x - print.x);
    // Damp paper curls: the lower corners come forward.
    double curl = (v / print.h + 1) * 0.5;
    double bend = 0.010 * curl * curl * (u / print.w) * (u / print.w);
    double edge = box(u, v + bend, print.w, print.h);
    double paper = step(0.0004, -0.0004, edge);
    if (paper > 0) {
      double margin = 0.011;
      double inside = step(0.0003, -0.0003, box(u, v + bend, print.w - margin, print.h - margin));
      double across = 0.5 + 0.5 * u / (print.w - margin);
      double down = 0.5 + 0.5 * (v + bend) / (print.h - margin);
      double tone = inside > 0 ? picture(print.picture, across, down) : 0;
      double fibre = 0.92 + 0.05 * noise(x * 1500, y * 1500) + 0.03 * noise(x * 300, y * 300);
      double albedo = mix(0.93, 0.012 + 0.90 * tone * tone * (1.9 - 0.9 * tone), inside) * fibre;
      double nx = -u / print.w * 0.30 * (0.3 + curl);
      lit(x, y, PRINT_Z, nx, 0.22 * curl * curl - 0.05, albedo * 2.1, 0.30, nx * 1.4 + 0.02 * (fibre - 0.95), 0.10 * curl, 1, paper);
    }
    for (int side = -1; side <= 1; side += 2) {
      peg(print.x + side * print.w * 0.72, x, y);
    }
  }

  private void peg(double at, double x, double y) {
    if (Math.abs(x - at) > 0.012) {
      return;
    }
    double lean = 0.06 * Math.sin(at * 90);
    double v = y - lineAt(at) - 0.006;
    double u = x - at + lean * v;
    double width = 0.0052 - 0.0012 * step(-0.03, 0.03, v);
    double wood = step(0.0003, -0.0003, box(u, v, width, 0.0235) - 0.0012);
    if (wood == 0) {
      return;
    }
    double rings = 0.75 + 0.25 * Math.sin(u * 3800 + 3 * noise(x * 300, y * 40));
    double gap = step(0.0002, 0.0007, Math.abs(u) - 0.0002 * (1 + v * 10));
    double spring = step(0.0006, 0, Math.abs(v + 0.001) - 0.0016);
    double albedo = mix(0.62 * rings * (0.25 + 0.75 * gap), 0.8, spring);
    lightOver(x, y, 0.06, u * 70, spring * Math.sin(v * 4000) * 0.6, albedo, wood);
  }

  private void lamp(double x, double y) {
    double dx = x - LAMP_X;
    double cable = step(0.0004, -0.0004, Math.abs(dx - 0.002 * Math.sin(y * 9)) - 0.0022);
    if (y < 0.10) {
      over(0.012, 0.004, 0.004, cable);
      double bright = cable * step(0.0022, 0.0008, dx);
      add(0.10 * bright, 0.012 * bright, 0.006 * bright);
    }
    // The filter glass under the shade, brightest where the bulb stands behind it.
    double gx = dx / 0.066;
    double gy = (y - 0.150) / 0.040;
    double glass = y > 0.148 ? step(1.012, 0.988, gx * gx + gy * gy) : 0;
    double core = Math.exp(-(gx * gx * 2.2 + (gy - 0.25) * (gy - 0.25) * 2.6));
    over(1.9 + 5.5 * core, 0.10 + 1.75 * core * core, 0.04 + 0.55 * core * core * core, glass);
    // The enamelled shade: a cap on a bell that widens to its rim.
    double down = Math.clamp((y - 0.078) / 0.074, 0, 1);
    double bell = 0.026 + 0.082 * Math.pow(down, 1.7);
    double shade = y > 0.078 && y < 0.1525 ? step(0.0004, -0.0004, Math.abs(dx) - bell) : 0;
    double cap = step(0.0004, -0.0004, box(dx, y - 0.072, 0.016, 0.010) - 0.004);
    double body = Math.max(shade, cap);
    double turn = dx / (shade > 0 ? bell : 0.02);
    double sheen = Math.exp(-Math.pow((turn + 0.45) * 4.2, 2)) + 0.4 * Math.exp(-Math.pow((turn - 0.75) * 7, 2));
    double chips = 0.8 + 0.4 * fbm(x * 60, y * 60);
    over((0.020 + 0.11 * sheen) * chips, (0.008 + 0.022 * sheen) * chips, (0.008 + 0.018 * sheen) * chips, body);
    double rim = step(0.0005, -0.0005, box(dx, y - 0.1525, 0.108, 0.0012) - 0.0012);
    over(0.55 + 0.5 * sheen, 0.045 + 0.07 * sheen, 0.02 + 0.04 * sheen, rim);
  }

  private void glow(double x, double y) {
    double dx = x - LAMP_X;
    double dy = y - LAMP_Y;
    double away = Math.sqrt(dx * dx + dy * dy);
    double halo = 0.50 * Math.exp(-away * 17) + 0.030 * Math.exp(-away * 5);
    // Haze in the cone of light.
    double cone = dy > 0 ? Math.exp(-Math.pow(dx / (0.08 + dy * 0.62), 2) * 1.6) * Math.exp(-dy * 3.2) : 0;
    double haze = 0.036 * cone * (0.5 + noise(x * 7 + 3, y * 5));
    add(halo + haze, 0.055 * halo + 0.06 * haze, 0.022 * halo + 0.03 * haze);
  }

  private void bottles(double x, double y) {
    bottle(x, y, 0.098, 0.046, 0.128);
    bottle(x, y, 0.196, 0.033, 0.092);
    beaker(x, y, 0.652, 0.044, 0.118);
  }

  /// Brown glass: dark in the middle, the lamp in its shoulders.
  private void bottle(double x, double y, double at, double half, double tall) {
    double u = x - at;
    double v = BENCH - y;
    if (Math.abs(u) > half + 0.001 || v > tall * 1.26) {
      return;
    }
    double shoulder = step(tall * 0.66, tall * 0.86, v);
    double width = mix(half, half * 0.34, shoulder * shoulder * (3 - 2 * shoulder));
    boolean stopper = v > tall * 1.13;
    double glass = v < tall * 1.25 ? step(0.0005, -0.0005, Math.abs(u) - (stopper ? half * 0.42 : width)) : 0;
    if (glass == 0) {
      return;
    }
    double turn = Math.clamp(u / width, -1, 1);
    double rim = Math.pow(Math.abs(turn), 7);
    double spark = Math.exp(-Math.pow((turn - 0.52) * 9, 2)) * step(0.0, 0.02, v) * step(tall, tall * 0.8, v);
    double soft = Math.exp(-Math.pow((turn + 0.2) * 2.2, 2)) * 0.05;
    double fill = v < tall * 0.5 ? 0.35 : 1;
    double streak = 0.7 + 0.5 * noise(x * 160, y * 14);
    if (stopper) {
      over(0.030 + 0.10 * rim, 0.008, 0.008, glass);
    } else {
      over((0.03 + soft) * fill + 0.20 * rim * streak + 1.25 * spark * streak,
          0.006 * fill + 0.02 * rim + 0.13 * spark, 0.004 + 0.008 * rim + 0.05 * spark, glass * 0.94);
    }
  }

  /// Clear glass, half full: what is behind shows through, moved aside.
  private void beaker(double x, double y, double at, double half, double tall) {
    double u = x - at;
    double v = BENCH - y;
    if (Math.abs(u) > half + 0.001 || v > tall + 0.001) {
      return;
    }
    double edge = box(u, v - tall / 2, half, tall / 2);
    double glass = step(0.0005, -0.0005, edge);
    if (glass == 0) {
      return;
    }
    double turn = u / half;
    boolean wet = v < tall * 0.62;
    if (wet) {
      room(at - u * 0.8, y - 0.05);
      over(0.05, 0.006, 0.004, 0.35);
    }
    double wall = step(-0.0040, -0.0012, edge);
    double spark = Math.exp(-Math.pow((turn + 0.62) * 11, 2));
    double surface = step(0.0016, 0, Math.abs(v - tall * 0.62) - 0.0004);
    boolean mark = Math.abs(turn - 0.35) < (((int) (v / 0.012) & 3) == 0 ? 0.22 : 0.12) && v > 0.02 && v < tall - 0.01;
    double scale = mark ? step(0.0008, 0.0003, Math.abs(v / 0.012 - Math.rint(v / 0.012)) * 0.012) : 0;
    add(0.20 * wall + 0.65 * spark + 0.42 * surface + 0.3 * scale,
        0.022 * wall + 0.075 * spark + 0.045 * surface + 0.03 * scale, 0.012 * wall + 0.03 * spark + 0.02 * surface + 0.015 * scale);
  }

  // The bench: a wet top, and a tray with a print in the developer.

  private void bench(double x, double y) {
    double depth = (y - BENCH) / (1 - BENCH);
    // Perspective: farther rows are closer together and narrower.
    double far = 1 / (0.42 + 0.95 * depth);
    double u = (x - 0.375) * far;
    double v = far;
    // Sides: the tray's floor plan in bench coordinates.
    double tray = box(u + 0.015, (v - 1.17) * 0.33, 0.345, 0.205) - 0.03;
    double lip = step(0.002, 0.0004, Math.abs(tray + 0.006) - 0.0075);
    double inside = step(-0.012, -0.0145, tray);
    if (inside > 0) {
      developer(x, y, u, v, tray);
    } else {
      double plank = noise(u * 4, v * 70) * 0.6 + fbm(u * 30, v * 160) * 0.4;
      double wet = fbm(u * 7 + 5, v * 9);
      mirror(x + 0.010 * (plank - 0.5), y + 0.03 * (plank - 0.5), 0.10 + 0.30 * step(0.5, 0.62, wet));
      double under = 0.25 + 0.75 * step(0.0, 0.045, tray);
      lightAdd(x, BENCH - 0.05, 0.16 + depth * 0.10, 0.22 * (0.35 + 0.9 * plank) * under);
    }
    double ridge = Math.clamp((tray + 0.006) / 0.008, -1, 1);
    if (lip > 0) {
      double wear = 0.85 + 0.25 * fbm(u * 40, v * 60);
      over(0.02, 0.004, 0.004, lip);
      double bright = 0.5 - 0.42 * ridge * (v < 1.17 ? 1 : -1);
      lightAdd(x, BENCH - 0.04, 0.15 + depth * 0.1, lip * 0.85 * wear * bright);
      double spark = Math.exp(-Math.pow((ridge - 0.2) * 3.5, 2)) * Math.exp(-Math.pow((x - LAMP_X) * 6, 2));
      add(0.9 * spark * lip, 0.09 * spark * lip, 0.04 * spark * lip);
    }
    tongs(x, y);
  }

  /// Across and away: how fast each ripple's phase runs.
  private static final double[][] WAVES = new double[5][2];

  static {
    for (int i = 0; i < WAVES.length; i++) {
      WAVES[i][0] = Math.cos(0.5 + i * 1.31) * (26 + 19 * i);
      WAVES[i][1] = Math.sin(0.5 + i * 1.31) * (26 + 19 * i) * 0.55;
    }
  }

  private void developer(double x, double y, double u, double v, double tray) {
    double depth = (y - BENCH) / (1 - BENCH);
    double ripple = 0;
    double slope = 0;
    double drift = 2 * noise(u * 9, v * 6);
    for (int i = 0; i < WAVES.length; i++) {
      double phase = u * WAVES[i][0] + v * WAVES[i][1] + i * 2.1 + drift;
      ripple += Math.sin(phase) / (1 + i);
      slope += Math.cos(phase + 1.7) / (1.4 + i);
    }
    double ring = Math.hypot(u - 0.17, (v - 1.12) * 0.45);
    double drop = Math.sin(ring * 330) * Math.exp(-ring * 17);
    ripple += 1.3 * drop;
    slope += 1.3 * drop;
    // Under the surface: the tray's floor and the print that comes up in it.
    double pu = u + 0.03 + 0.0014 * ripple;
    double pv = (v - 1.16) * 0.36 + 0.0014 * slope;
    double across = 0.97 * pu + 0.24 * pv;
    double down = 0.97 * pv - 0.24 * pu;
    double paper = step(0.001, -0.001, box(across, down, 0.165, 0.120));
    double image = step(0.001, -0.001, box(across, down, 0.152, 0.107));
    double tone = image > 0 ? picture(3, 0.5 + across / 0.304, 0.5 - down / 0.214) : 0;
    double floor = mix(0.20, mix(0.80, 0.12 + 0.66 * tone, image), paper);
    double caustic = Math.pow(0.5 + 0.5 * Math.sin(u * 44 + v * 9 + 2.6 * ripple), 5);
    over(0, 0, 0, 1);
    double rimShade = step(-0.012, -0.05, tray);
    lightAdd(x, BENCH - 0.05, 0.12 + depth * 0.12, floor * (0.62 + 0.30 * caustic) * mix(0.45, 1, rimShade));
    double r = red;
    double g = green;
    double b = blue;
    mirror(x + 0.0050 * slope * (0.4 + depth), y - 0.012 * ripple * (0.3 + depth) + 0.004, mix(0.62, 0.30, depth));
    add(r, g, b);
  }

  /// Sets the light to what a wet plane mirrors of the room.
  private void mirror(double x, double y, double share) {
    double height = BENCH - (y - BENCH) * 2.75;
    height = Math.clamp(height, 0, BENCH - 0.001);
    room(x, height);
    bottles(x, height);
    glow(x, height);
    red *= share;
    green *= share;
    blue *= share;
  }

  private void tongs(double x, double y) {
    for (int side = -1; side <= 1; side += 2) {
      double ax = 0.742;
      double ay = 0.862 + side * 0.004;
      double dx = 0.497 - ax + side * 0.004;
      double dy = 0.905 + side * 0.013 - ay;
      double t = Math.clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), -0.2, 1);
      double away = Math.hypot(x - ax - t * dx, y - ay - t * dy);
      double shade = step(0.016, 0.002, Math.hypot(x - ax - t * dx, y - ay - 0.012 - t * dy));
      over(0, 0, 0, 0.45 * shade * step(0.97, 0.6, t));
      double wood = step(0.0004, -0.0004, away - mix(0.0052, 0.0036, t));
      double grain = 0.8 + 0.25 * noise(t * 30, (y - ay - t * dy) * 1800) + 0.08 * noise(x * 700, y * 700);
      double round = (y - ay - t * dy) / 0.005;
      over(0.01, 0.002, 0.002, wood);
      lightAdd(x, 0.66, 0.2, wood * grain * (0.50 - 0.42 * round));
      double tip = wood * step(0.93, 0.95, t);
      over(0.05, 0.008, 0.006, tip);
    }
  }

  // What is on the prints, in greys: mountains under a moon, a sea, a tree, dunes.

  private static double picture(int which, double u, double v) {
    return switch (which) {
      case 0 -> mountains(u, v);
      case 1 -> sea(u, v);
      case 2 -> tree(u, v);
      default -> dunes(u, v);
    };
  }

  private static double mountains(double u, double v) {
    double moon = step(0.062, 0.058, Math.hypot(u - 0.68, (v - 0.20) * 1.3));
    double tone = 0.16 + 0.55 * v + 0.10 * (fbm(u * 3, v * 9) - 0.5);
    tone = mix(tone, 0.97 - 0.14 * fbm(u * 30, v * 30), moon);
    for (int i = 0; i < 5; i++) {
      double near = i / 4.0;
      double ridge = 0.36 + 0.135 * i - (0.24 - 0.03 * i) * (fbm(u * (2.2 + i) + i * 17, i * 3.7) - 0.42);
      double snow = fbm(u * 26 + i, v * 34);
      double rock = mix(0.60, 0.07, near) * (0.7 + 0.6 * snow) + 0.30 * (1 - near) * step(0.10, 0, v - ridge) * step(0.5, 0.62, snow);
      double mist = 0.42 * (1 - near * 0.8) * step(0, 0.22, v - ridge);
      tone = mix(tone, rock + mist, step(-0.002, 0.002, v - ridge));
    }
    return Math.clamp(tone, 0, 1);
  }

  private static double sea(double u, double v) {
    double clouds = fbm(u * 4 + 2, v * 11 + 8);
    if (v < 0.44) {
      double sun = Math.exp(-Math.pow(Math.hypot((u - 0.4) * 1.3, v - 0.34) * 5.5, 2));
      return Math.clamp(0.30 + 0.45 * sun + 0.85 * (clouds - 0.42) * (0.4 + v), 0, 1);
    }
    double far = 1 / (v - 0.40);
    double swell = fbm(u * far * 2.1, far * 5.5) + 0.3 * noise(u * far * 14, far * 26);
    double path = Math.exp(-Math.pow((u - 0.4) * (1.4 + 0.35 * far), 2) * 2.2);
    double tone = 0.10 + 0.34 * (swell - 0.35) + 0.95 * path * step(0.52, 0.75, swell);
    double rock = v - 0.56 - 0.85 * Math.abs(u - 0.90) - 0.16 * (fbm(u * 12, 4) - 0.5);
    return Math.clamp(mix(tone, 0.05 + 0.16 * fbm(u * 40, v * 40), step(-0.003, 0.003, rock)), 0, 1);
  }

  private static double tree(double u, double v) {
    double tone = 0.82 - 0.30 * v + 0.42 * (fbm(u * 3 + 11, v * 5) - 0.5);
    double hill = 0.80 - 0.10 * Math.exp(-Math.pow((u - 0.52) * 2.6, 2)) + 0.02 * (fbm(u * 8, 2) - 0.5);
    double crown = Math.hypot((u - 0.5) * 1.15, (v - 0.44) * 1.25) + 0.20 * (fbm(u * 11, v * 11) - 0.5);
    double leaves = step(0.30, 0.27, crown + 0.14 * (noise(u * 70, v * 70) - 0.5));
    double trunk = step(0.002, -0.002, Math.abs(u - 0.515 + 0.02 * Math.sin(v * 14)) - 0.014 - 0.10 * Math.pow(Math.max(0, v - 0.60), 2) * 6);
    tone = mix(tone, 0.05 + 0.06 * noise(u * 60, v * 20), v > 0.45 ? trunk : 0);
    tone = mix(tone, 0.07 + 0.30 * noise(u * 90, v * 90) * step(0.6, 0.2, v) * step(0.65, 0.3, u), leaves * 0.96);
    double grass = 0.10 + 0.24 * noise(u * 160, v * 22) * step(0.3, 0, v - hill - 0.02);
    return Math.clamp(mix(tone, grass, step(-0.002, 0.004, v - hill + 0.01 * noise(u * 170, 1))), 0, 1);
  }

  private static double dunes(double u, double v) {
    double tone = 0.92 - 0.35 * v;
    for (int i = 0; i < 4; i++) {
      double crest = 0.34 + 0.17 * i + 0.10 * Math.sin(u * (4.2 + i) + i * 2.4) + 0.02 * fbm(u * 4, i);
      double ripples = 0.06 * Math.sin((v - crest) * 150 / (0.6 + i * 0.4) + 8 * fbm(u * 4, v * 4 + i));
      double lee = Math.cos(u * (4.2 + i) + i * 2.4) > 0 ? 0.14 : 0.66;
      tone = mix(tone, lee + ripples + 0.5 * (v - crest), step(-0.002, 0.002, v - crest));
    }
    return Math.clamp(tone, 0, 1);
  }

  // Light and paint.

  private void lit(double x, double y, double z, double nx, double ny, double albedo, double gloss, double sx, double sy, double shade) {
    lit(x, y, z, nx, ny, albedo, gloss, sx, sy, shade, 1);
  }

  /// A surface that looks at the viewer, tilted by nx, ny; its gloss mirrors by sx, sy.
  private void lit(double x, double y, double z, double nx, double ny, double albedo, double gloss, double sx, double sy, double shade, double cover) {
    double lx = LAMP_X - x;
    double ly = LAMP_Y - y;
    double lz = LAMP_Z - z;
    double square = lx * lx + ly * ly + lz * lz;
    double away = Math.sqrt(square);
    double facing = Math.max(0, (lz - nx * lx - ny * ly) / away) / Math.sqrt(1 + nx * nx + ny * ny);
    // Above the rim the shade keeps the light off the wall.
    double below = 0.16 + 0.84 * step(-0.05, 0.02, y - LAMP_Y + 0.02);
    double light = 0.066 * facing / (square + 0.012) * below * shade;
    // Halfway between the lamp and a viewer far in front.
    double hx = lx / away;
    double hy = ly / away;
    double hz = lz / away + 1;
    double along = (hz - sx * 3 * hx - sy * 3 * hy) / Math.sqrt((hx * hx + hy * hy + hz * hz) * (1 + 9 * sx * sx + 9 * sy * sy));
    double mirrored = along > 0.9 ? Math.pow(along, 220) * gloss * 0.9 * below * shade / (1 + 14 * square) : 0;
    double fill = 0.010 * albedo;
    double lamp = albedo * light + mirrored;
    over(lamp * 1.25 + fill * 0.9, lamp * 0.125 + mirrored * 0.05 + fill * 0.28, lamp * 0.055 + fill * 0.42, cover);
  }

  private void lightOver(double x, double y, double z, double nx, double ny, double albedo, double cover) {
    if (cover > 0) {
      lit(x, y, z, nx * 0.5, ny * 0.5, albedo, 0.2, nx, ny, 1, cover);
    }
  }

  /// Adds what an upward surface at a depth throws back.
  private void lightAdd(double x, double y, double depth, double albedo) {
    double lx = LAMP_X - x;
    double ly = LAMP_Y - y;
    double lz = LAMP_Z - depth;
    double square = lx * lx + ly * ly + lz * lz;
    double light = 0.105 * -ly / Math.sqrt(square) / (square + 0.012) * albedo;
    add(light * 1.25 + albedo * 0.010, light * 0.125 + albedo * 0.004, light * 0.055 + albedo * 0.006);
  }

  private void over(double r, double g, double b, double cover) {
    red = mix(red, r, cover);
    green = mix(green, g, cover);
    blue = mix(blue, b, cover);
  }

  private void add(double r, double g, double b) {
    red += r;
    green += g;
    blue += b;
  }

  // Shapes and noise.

  /// Distance to a rectangle around the origin, negative inside.
  private static double box(double x, double y, double halfWidth, double halfHeight) {
    double dx = Math.abs(x) - halfWidth;
    double dy = Math.abs(y) - halfHeight;
    double ox = Math.max(dx, 0);
    double oy = Math.max(dy, 0);
    return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(dx, dy), 0);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }

  /// Smoothly from 0 at `from` to 1 at `to`.
  private static double step(double from, double to, double x) {
    double t = Math.clamp((x - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
  }

  private static double fbm(double x, double y) {
    return 0.5 * noise(x, y) + 0.26 * noise(x * 2.03 + 7, y * 2.03) + 0.15 * noise(x * 4.1, y * 4.1 + 5) + 0.09 * noise(x * 8.3 + 3, y * 8.3);
  }

  /// Between lattice points of chance, 0 to 1; repeats after 256.
  private static double noise(double x, double y) {
    double fx = Math.floor(x);
    double fy = Math.floor(y);
    double u = x - fx;
    double v = y - fy;
    u = u * u * (3 - 2 * u);
    v = v * v * (3 - 2 * v);
    int left = (int) fx & 255;
    int right = left + 1 & 255;
    int above = ((int) fy & 255) << 8;
    int below = above + 256 & 0xFF00;
    double top = mix(CHANCE[above | left], CHANCE[above | right], u);
    double bottom = mix(CHANCE[below | left], CHANCE[below | right], u);
    return mix(top, bottom, v);
  }

  private static final float[] CHANCE = new float[1 << 16];

  static {
    for (int i = 0; i < CHANCE.length; i++) {
      CHANCE[i] = (hash(i + 77) >>> 8) / (float) 0xFF_FFFF;
    }
  }

  /// About normal, -1 to 1.
  private static double grain(int x, int y) {
    int one = hash(x * 0x27D4_EB2D + y * 0x1656_67B1);
    return ((one & 1023) + (one >>> 10 & 1023) + (one >>> 20 & 1023)) / 1534.5 - 1;
  }

  private static int hash(int seed) {
    int h = seed * 0x9E37_79B1;
    h = (h ^ h >>> 15) * 0x85EB_CA77;
    h = (h ^ h >>> 13) * 0xC2B2_AE3D;
    return h ^ h >>> 16;
  }

  // The file.

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var out = new ByteArrayOutputStream(16 << 20);
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      var parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /// Orientation 6 ("turn me clockwise") and the camera's make, as a camera would note them; no place.
  private static byte[] withExif(byte[] jpeg) {
    var make = "Safelight\0".getBytes(US_ASCII);
    var tiff = ByteBuffer.allocate(38 + make.length).put("MM\0*".getBytes(US_ASCII));
    tiff.putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x010F).putShort((short) 2).putInt(make.length).putInt(38);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6).putShort((short) 0);
    tiff.putInt(0).put(make);
    var out = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity()).put(jpeg, 0, 2);
    out.putShort((short) 0xFFE1).putShort((short) (8 + tiff.capacity()));
    out.put("Exif\0\0".getBytes(US_ASCII)).put(tiff.array());
    return out.put(jpeg, 2, jpeg.length - 2).array();
  }
}
