package dev.safelight.template;

/// What becomes of a resource that its stack no longer needs.
///
/// AWS: "DeletionPolicy attribute", "UpdateReplacePolicy attribute". There is no `Snapshot`: none
/// of the types here can be snapshot.
public enum Retention {
  DELETE("Delete"),
  RETAIN("Retain"),
  /// Kept, unless its creation is being undone.
  RETAIN_EXCEPT_ON_CREATE("RetainExceptOnCreate");

  private final String text;

  Retention(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
