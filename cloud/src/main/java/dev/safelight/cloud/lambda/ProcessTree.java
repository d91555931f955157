package dev.safelight.cloud.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// A function's process and everything that it started: its descendants, and on Linux also those
/// whose parents are gone but which still belong to its session.
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 100;
  private static final long PAUSE_NANOS = 2_000_000;

  private final Process leader;

  ProcessTree(Process leader) {
    this.leader = leader;
  }

  /// Kills all of them. Repeated, because a process may fork while others are being killed.
  void kill() {
    for (int round = 0; round < ROUNDS; round++) {
      var members = members();
      leader.destroyForcibly();
      members.forEach(ProcessHandle::destroyForcibly);
      if (members.stream().noneMatch(ProcessHandle::isAlive)) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /// The most memory that its processes ever held, in MB; 0 where the system does not tell.
  long peakMemory() {
    long kilobytes = 0;
    for (var member : members()) {
      kilobytes += peak(member.pid());
    }
    return (kilobytes + 1023) / 1024;
  }

  private Set<ProcessHandle> members() {
    var members = new HashSet<ProcessHandle>();
    members.add(leader.toHandle());
    leader.descendants().forEach(members::add);
    try (Stream<Path> processes = Files.list(PROC)) {
      processes
          .map(process -> process.getFileName().toString())
          .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
          .map(Long::parseLong)
          .filter(pid -> session(pid) == leader.pid())
          .map(ProcessHandle::of)
          .flatMap(Optional::stream)
          .forEach(members::add);
    } catch (IOException _) {
      return members; // No /proc: the descendants are all that can be known.
    }
    return members;
  }

  /// The session of a live process; 0 where it is gone.
  private static long session(long pid) {
    var stat = text(PROC.resolve(pid + "/stat"));
    // The second field is a name in brackets that may hold anything, also brackets and spaces.
    int name = stat.lastIndexOf(')');
    if (name < 0) {
      return 0;
    }
    var fields = stat.substring(name + 1).strip().split(" ", -1);
    return fields.length > 3 && !fields[0].equals("Z") ? Long.parseLong(fields[3]) : 0;
  }

  private static long peak(long pid) {
    return text(PROC.resolve(pid + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException _) {
      return ""; // The process ended between the listing and the reading.
    }
  }
}
