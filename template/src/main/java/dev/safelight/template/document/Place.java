package dev.safelight.template.document;

/// Where something stands in the text: line and column, both counted from 1.
public record Place(int line, int column) implements Comparable<Place> {
  /// Of what was made by a program and stands in no text.
  public static final Place NOWHERE = new Place(0, 0);

  @Override
  public int compareTo(Place other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
