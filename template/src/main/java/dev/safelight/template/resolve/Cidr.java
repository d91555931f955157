package dev.safelight.template.resolve;

import dev.safelight.template.document.Node;
import dev.safelight.template.document.Regex;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `Fn::Cidr`: the first blocks of a block. AWS: "Fn::Cidr".
final class Cidr {
  // Digits only: InetAddress would look anything else up.
  private static final Pattern BLOCK =
      Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)/([0-9]{1,3})");

  private static final int MOST = 256;
  private static final int USUAL_BITS = 8;

  private Cidr() {}

  static Node split(Node.Call call, List<Node> arguments, String path) {
    var block = BLOCK.matcher(Functions.text(call, arguments, 0, path));
    if (!block.matches()) {
      throw Functions.wrong(call, "expected an IP block such as 10.0.0.0/16", path);
    }
    var address = address(call, block.group(1), path);
    var width = address.length * 8;
    var count = number(call, arguments, 1, path);
    var bits = arguments.size() > 2 ? number(call, arguments, 2, path) : USUAL_BITS;
    var outer = Integer.parseInt(block.group(2));
    var inner = width - bits;
    if (count < 1 || count > MOST || outer > width || bits < 1 || inner < outer) {
      throw Functions.wrong(call, "the block cannot be split so", path);
    }
    if (inner - outer < 9 && count > 1 << (inner - outer)) {
      throw Functions.wrong(call, "the block has no room for " + count, path);
    }
    var first = new BigInteger(1, address).shiftRight(width - outer).shiftLeft(width - outer);
    var list = new ArrayList<Node>();
    for (int i = 0; i < count; i++) {
      var next = first.add(BigInteger.valueOf(i).shiftLeft(bits));
      list.add(new Node.Text(text(next, address.length) + '/' + inner, call.place()));
    }
    return new Node.Items(list, call.place());
  }

  private static byte[] address(Node.Call call, String text, String path) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException unknown) {
      throw Functions.wrong(call, text + " is no address", path);
    }
  }

  private static int number(Node.Call call, List<Node> arguments, int index, String path) {
    var text = Functions.text(call, arguments, index, path);
    return Regex.number(text)
        .filter(number -> number.precision() < 6 && number.scale() == 0)
        .orElseThrow(() -> Functions.wrong(call, text + " is no whole number", path))
        .intValue();
  }

  private static String text(BigInteger address, int bytes) {
    var hex = address.toString(16);
    var all = "0".repeat(bytes * 2 - hex.length()) + hex;
    var parts = new ArrayList<String>();
    var size = bytes == 4 ? 2 : 4;
    for (int i = 0; i < all.length(); i += size) {
      var part = Integer.parseInt(all.substring(i, i + size), 16);
      parts.add(bytes == 4 ? Integer.toString(part) : Integer.toString(part, 16));
    }
    return String.join(bytes == 4 ? "." : ":", parts);
  }
}
