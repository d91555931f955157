package dev.safelight.cloud.http;

/// A body of announced length.
final class FixedBody extends BodyStream {
  private long left;

  FixedBody(Inbound in, Limits limits, long length) {
    super(in, limits);
    this.left = length;
  }

  @Override
  long ahead() {
    return left;
  }

  @Override
  void advance(long bytes) {
    left -= bytes;
  }

  @Override
  boolean isFinished() {
    return left == 0;
  }

  @Override
  long least() {
    return left;
  }
}
