package dev.safelight.cloud.safelight;

import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Population;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom an account knows and what its policies say: those of this moment, or those that a template
/// would bring about.
public interface World {
  /// The users of the account, and for each of its roles a session called [Population#ANY_SESSION].
  List<Caller> known();

  /// What the policies say of an access by a caller, as far as nothing need be known of the call.
  Judged judge(Caller caller, Access access);

  /// What condition keys begin with, in lower case, of which nobody can know whether and with which
  /// value they are there when the caller asks for it.
  default Set<String> unknown(Caller caller, Access access) {
    return Set.of();
  }

  /// An environment's, at the moment of a transaction.
  static World now(
      Authoriser authoriser, Population population, String account, Transaction transaction) {
    return new World() {
      @Override
      public List<Caller> known() {
        return population.of(account, transaction);
      }

      @Override
      public Judged judge(Caller caller, Access access) {
        return authoriser.judge(caller, access, new Circumstances("", Map.of()), transaction);
      }
    };
  }
}
