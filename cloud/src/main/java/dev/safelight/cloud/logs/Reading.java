package dev.safelight.cloud.logs;

import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/// Reads events, page by page. See AWS: GetLogEvents, FilterLogEvents.
final class Reading {
  static final int MOST_EVENTS = 10_000;

  private static final int PAGE = 2_000;

  private Reading() {}

  /// The events of one stream between two positions; both ends are not among them.
  private record Span(Position after, Position before) {
    /// @param from the first millisecond
    /// @param to the first millisecond that is not in it
    static Span of(@Nullable Long from, @Nullable Long to, long oldest) {
      long first = Math.max(from == null ? 0 : from, Math.max(0, oldest));
      return new Span(new Position(first, 0), new Position(to == null ? Long.MAX_VALUE : to, 0));
    }
  }

  static GetLogEventsResponse get(
      Transaction transaction,
      Tables.GroupRow group,
      Tables.StreamRow stream,
      GetLogEventsRequest request,
      long now) {
    int limit = Invalid.limit(request.limit(), MOST_EVENTS, MOST_EVENTS);
    var span = Span.of(request.startTime(), request.endTime(), group.oldest(now));
    var token = Position.Token.of(request.nextToken());
    boolean forward =
        token.map(Position.Token::forward).orElse(Boolean.TRUE.equals(request.startFromHead()));
    if (token.isPresent()) {
      var at = token.get().position();
      span =
          forward
              ? new Span(later(at, span.after()), span.before())
              : new Span(span.after(), earlier(at, span.before()));
    }
    var events = page(transaction, List.of(stream), span, forward, limit, _ -> true).events();
    var ordered = forward ? events : events.reversed();
    var place = token.map(Position.Token::position).orElse(Position.FIRST);
    var first = ordered.isEmpty() ? (forward ? next(place) : place) : ordered.getFirst().position();
    var last =
        ordered.isEmpty() ? (forward ? place : previous(place)) : ordered.getLast().position();
    return GetLogEventsResponse.builder()
        .events(ordered.stream().map(Reading::output).toList())
        .nextForwardToken(last.forward())
        .nextBackwardToken(first.backward())
        .build();
  }

  static FilterLogEventsResponse filter(
      Transaction transaction, Tables.GroupRow group, FilterLogEventsRequest request, long now) {
    int limit = Invalid.limit(request.limit(), MOST_EVENTS, MOST_EVENTS);
    var pattern = FilterPattern.of(request.filterPattern() == null ? "" : request.filterPattern());
    var span = Span.of(request.startTime(), request.endTime(), group.oldest(now));
    var token = Position.Token.of(request.nextToken());
    if (token.isPresent()) {
      span = new Span(later(token.get().position(), span.after()), span.before());
    }
    var page =
        page(
            transaction, streams(transaction, group, request), span, true, limit, pattern::matches);
    var answer =
        FilterLogEventsResponse.builder()
            .events(page.events().stream().map(Reading::filtered).toList())
            .searchedLogStreams(List.of());
    if (page.more()) {
      answer.nextToken(page.events().getLast().position().forward());
    }
    return answer.build();
  }

  private static List<Tables.StreamRow> streams(
      Transaction transaction, Tables.GroupRow group, FilterLogEventsRequest request) {
    var prefix = request.logStreamNamePrefix();
    if (!request.hasLogStreamNames()) {
      return Tables.streams(transaction, group, prefix == null ? "" : prefix);
    }
    if (prefix != null) {
      throw Invalid.parameter("logStreamNamePrefix and logStreamNames cannot be both specified.");
    }
    if (request.logStreamNames().size() > 100) {
      throw Invalid.parameter("logStreamNames has more than 100 members.");
    }
    return request.logStreamNames().stream()
        .distinct()
        .map(name -> Tables.require(transaction, group, name))
        .toList();
  }

  /// @param more whether there may be further events
  private record Page(List<LogEvent> events, boolean more) {}

  /// Reads until the page is full; what does not match is passed over without being kept.
  private static Page page(
      Transaction transaction,
      List<Tables.StreamRow> streams,
      Span whole,
      boolean forward,
      int limit,
      Predicate<String> matching) {
    Set<Long> ids = streams.stream().map(Tables.StreamRow::id).collect(Collectors.toSet());
    var events = new ArrayList<LogEvent>();
    if (ids.isEmpty()) {
      return new Page(events, false);
    }
    long bytes = 0;
    var span = whole;
    while (true) {
      var rows = rows(transaction, ids, span, forward);
      for (var row : rows) {
        if (!matching.test(row.message())) {
          continue;
        }
        bytes += LogEvent.size(row.message());
        if (events.size() >= limit || (bytes > LogEvent.MOST_BYTES && !events.isEmpty())) {
          return new Page(events, true);
        }
        events.add(row);
      }
      if (rows.size() < PAGE) {
        return new Page(events, false);
      }
      var end = rows.getLast().position();
      span = forward ? new Span(end, span.before()) : new Span(span.after(), end);
    }
  }

  private static List<LogEvent> rows(
      Transaction transaction, Set<Long> streams, Span span, boolean forward) {
    // Numbers of our own, which need no quoting; a list has no parameter.
    var ids = streams.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    var order = forward ? "order by e.at, e.seq" : "order by e.at desc, e.seq desc";
    return transaction.all(
        "select e.at, e.seq, e.ingested, e.message, s.name from logs_event e join logs_stream s on s.id = e.stream"
            + " where e.stream in ("
            + ids
            + ") and (e.at, e.seq) > (?, ?) and (e.at, e.seq) < (?, ?) "
            + order
            + " limit ?",
        row ->
            new LogEvent(
                new Position(row.number("at"), row.number("seq")),
                row.text("name"),
                row.number("ingested"),
                row.text("message")),
        span.after().at(),
        span.after().sequence(),
        span.before().at(),
        span.before().sequence(),
        PAGE);
  }

  private static OutputLogEvent output(LogEvent event) {
    return OutputLogEvent.builder()
        .timestamp(event.position().at())
        .ingestionTime(event.ingested())
        .message(event.message())
        .build();
  }

  private static FilteredLogEvent filtered(LogEvent event) {
    return FilteredLogEvent.builder()
        .logStreamName(event.stream())
        .timestamp(event.position().at())
        .ingestionTime(event.ingested())
        .message(event.message())
        .eventId("%020d%036d".formatted(event.position().at(), event.position().sequence()))
        .build();
  }

  private static boolean isBefore(Position a, Position b) {
    return a.at() != b.at() ? a.at() < b.at() : a.sequence() < b.sequence();
  }

  private static Position later(Position a, Position b) {
    return isBefore(a, b) ? b : a;
  }

  private static Position earlier(Position a, Position b) {
    return isBefore(a, b) ? a : b;
  }

  private static Position next(Position place) {
    return new Position(place.at(), place.sequence() + 1);
  }

  private static Position previous(Position place) {
    return place.sequence() == 0 ? place : new Position(place.at(), place.sequence() - 1);
  }
}
