package everthread.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An expected failure: what a caller is told, as RFC 9457 problem details. Closed: a new kind is a
 * new record here. Its {@link #code()} is stable and is what programs switch on.
 */
public sealed interface Problem {

  /** HTTP status, 400 to 599. */
  int status();

  /** Stable, snake_case. */
  String code();

  /** One sentence for a person: what happened and, where it helps, what to do. */
  String detail();

  /** Further members of the problem document; empty for most. */
  default Map<String, Object> members() {
    return Map.of();
  }

  /** Sent as Retry-After; zero when trying again later does not help. */
  default Duration retryAfter() {
    return Duration.ZERO;
  }

  /** No key was sent. */
  record Unauthenticated() implements Problem {
    @Override
    public int status() {
      return 401;
    }

    @Override
    public String code() {
      return "unauthenticated";
    }

    @Override
    public String detail() {
      return "Send a key: Authorization: Bearer et_… (keys are made under Settings).";
    }
  }

  /** The key is unknown, expired or revoked; which of them is not told. */
  record InvalidToken() implements Problem {
    @Override
    public int status() {
      return 401;
    }

    @Override
    public String code() {
      return "invalid_token";
    }

    @Override
    public String detail() {
      return "This key is unknown, expired or revoked.";
    }
  }

  /** The key is good but may not do this. */
  record InsufficientScope(String needed) implements Problem {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String code() {
      return "insufficient_scope";
    }

    @Override
    public String detail() {
      return "This key lacks the scope '" + needed + "'.";
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("scope", needed);
    }
  }

  /** The request came from, or was addressed to, a host that is not ours. */
  record ForeignOrigin(String detail) implements Problem {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String code() {
      return "foreign_origin";
    }
  }

  /** Nothing of that id is visible in this space; an id of another space answers the same. */
  record NotFound(String detail) implements Problem {
    @Override
    public int status() {
      return 404;
    }

    @Override
    public String code() {
      return "not_found";
    }
  }

  /** The path exists, the method does not. */
  record MethodNotAllowed(List<String> allowed) implements Problem {
    public MethodNotAllowed {
      allowed = List.copyOf(allowed);
    }

    @Override
    public int status() {
      return 405;
    }

    @Override
    public String code() {
      return "method_not_allowed";
    }

    @Override
    public String detail() {
      return "This path answers to " + String.join(", ", allowed) + ".";
    }
  }

  /** None of the types that the caller accepts can be sent. */
  record NotAcceptable(String detail) implements Problem {
    @Override
    public int status() {
      return 406;
    }

    @Override
    public String code() {
      return "not_acceptable";
    }
  }

  /** The thing was changed meanwhile, or exists already. */
  record Conflict(String code, String detail) implements Problem {
    @Override
    public int status() {
      return 409;
    }
  }

  /** A body, batch or text is larger than the stated limit. */
  record TooLarge(String code, String detail) implements Problem {
    @Override
    public int status() {
      return 413;
    }
  }

  /** A body of a type or encoding that is not read here. */
  record UnsupportedMediaType(String detail) implements Problem {
    @Override
    public int status() {
      return 415;
    }

    @Override
    public String code() {
      return "unsupported_media_type";
    }
  }

  /** The request itself is malformed: not JSON, not UTF-8, a parameter that cannot be read. */
  record Malformed(String code, String detail) implements Problem {
    @Override
    public int status() {
      return 400;
    }
  }

  /** Well-formed JSON that does not fit the schema. */
  record ValidationFailed(List<Violation> violations) implements Problem {
    public ValidationFailed {
      violations = List.copyOf(violations);
    }

    /**
     * @param pointer JSON pointer into the body (RFC 6901), "" for the whole
     * @param detail what is wrong there, without the value
     */
    public record Violation(String pointer, String detail) {}

    @Override
    public int status() {
      return 422;
    }

    @Override
    public String code() {
      return "validation_failed";
    }

    @Override
    public String detail() {
      var first = violations.getFirst();
      return (first.pointer().isEmpty() ? "The body" : first.pointer()) + ": " + first.detail();
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("errors", violations);
    }
  }

  /** Understood and well-formed, but refused for what it is. */
  record Refused(String code, String detail) implements Problem {
    @Override
    public int status() {
      return 422;
    }
  }

  /** Too many requests for now. */
  record RateLimited(Duration retryAfter) implements Problem {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String code() {
      return "rate_limited";
    }

    @Override
    public String detail() {
      return "Too many requests. Try again in " + retryAfter.toSeconds() + " s.";
    }
  }

  /** The server cannot serve for now: the database is away, or it is stopping. */
  record Unavailable(String detail) implements Problem {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public String code() {
      return "unavailable";
    }

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(1);
    }
  }

  /** The disk is nearly full: nothing new is taken until there is room. */
  record StorageFull() implements Problem {
    public static final Duration RETRY = Duration.ofSeconds(60);

    @Override
    public int status() {
      return 503;
    }

    @Override
    public String code() {
      return "storage_full";
    }

    @Override
    public String detail() {
      return "The server's disk is nearly full. Nothing was taken; what is kept is safe.";
    }

    @Override
    public Duration retryAfter() {
      return RETRY;
    }
  }

  /** Headers or address longer than the server takes, or a body that never came. */
  record BadRequestLine(int status, String code, String detail) implements Problem {}
}
