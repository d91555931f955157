package dev.safelight.wire.sigv4;

/// The signatures of a body's chunks, each resting on the one before. For one thread.
sealed interface Chain {
  /// The signature of the next chunk, empty in an unsigned framing.
  String chunk(String bodyHash);

  /// The signature of the trailing headers, empty in an unsigned framing.
  String trailer(String trailerHash);

  final class Signed implements Chain {
    private Seed seed;

    Signed(Seed seed) {
      this.seed = seed;
    }

    @Override
    public String chunk(String bodyHash) {
      seed = seed.next(seed.signChunk(bodyHash));
      return seed.signature();
    }

    @Override
    public String trailer(String trailerHash) {
      return seed.signTrailer(trailerHash);
    }
  }

  record Unsigned() implements Chain {
    @Override
    public String chunk(String bodyHash) {
      return "";
    }

    @Override
    public String trailer(String trailerHash) {
      return "";
    }
  }
}
