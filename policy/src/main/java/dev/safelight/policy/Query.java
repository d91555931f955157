package dev.safelight.policy;
import java.util.List;
/// Q.
public record Query(Requester requester, String action, String resource, String resourceAccount, Context context, List<Attached> policies) {}
