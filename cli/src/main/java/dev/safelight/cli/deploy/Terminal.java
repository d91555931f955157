package dev.safelight.cli.deploy;

/// Who follows a deployment and answers for it. Called by one thread.
public interface Terminal {
  void say(String line);

  /// What is about to be done.
  void shows(Proposal proposal);

  /// An event of the stack, while it is at work.
  void event(Event event);

  /// Whether to go on: what [Answer] was given to `question`.
  Answer ask(String question);

  /// The answer to a question.
  enum Answer {
    YES,
    NO,
    /// Nobody is there to ask.
    NOBODY
  }
}
