package dev.safelight.template.change;

/// What happens to a resource. The names are those of a change set.
public enum Action {
  ADD("Add"),
  MODIFY("Modify"),
  REMOVE("Remove");

  private final String text;

  Action(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
