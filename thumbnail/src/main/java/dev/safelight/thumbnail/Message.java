package dev.safelight.thumbnail;

import java.util.List;

/// What is delivered as one, and repeated as one where it fails: a whole event, or one message of a
/// queue, whose `id` is then not empty.
record Message(String id, List<Notice> notices) {
  Message {
    notices = List.copyOf(notices);
  }

  boolean isQueued() {
    return !id.isEmpty();
  }
}
