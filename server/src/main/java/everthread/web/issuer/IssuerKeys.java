package everthread.web.issuer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import everthread.oauth.ExternalIssuer;
import everthread.oauth.IssuerSettings;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.auth.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys: kept for an hour, fetched anew when a token names an unknown one, and good for
 * a day while the issuer is away. Thread-safe; {@link #get} may block for some seconds.
 */
public final class IssuerKeys implements ExternalIssuer, JWKSource<SecurityContext>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final long FRESH = Duration.ofHours(1).toNanos();
  private static final long GOOD = Duration.ofDays(1).toNanos();
  private static final long FIRST_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMinutes(1).toNanos();
  private static final int FOR_UNKNOWN_A_MINUTE = 6;
  private static final UUID UNKNOWN = new UUID(0, 0);

  private final IssuerSettings settings;
  private final IssuerDocuments documents;
  private final LongSupplier clock;
  private final RateLimit forUnknown;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Kept kept;
  private volatile String trouble = "";
  private volatile long tries;
  private volatile long nextTry;
  private long pause = FIRST_PAUSE;

  private record Kept(JWKSet keys, long at) {}

  /**
   * @param clock in nanoseconds
   */
  public IssuerKeys(IssuerSettings settings, LongSupplier clock) {
    this.settings = settings;
    this.documents = new IssuerDocuments(settings);
    this.clock = clock;
    this.forUnknown = new RateLimit(FOR_UNKNOWN_A_MINUTE, clock);
    this.nextTry = clock.getAsLong();
  }

  /** Asks for the keys in the background, so that how the issuer stands is known soon. */
  public void start() {
    Thread.ofVirtual().name("issuer-keys").start(() -> fetch(tries));
  }

  @Override
  public IssuerSettings settings() {
    return settings;
  }

  @Override
  public State state() {
    if (!trouble.isEmpty()) return new Away(trouble, usable() != null);
    return kept == null ? new Awaited() : new Known();
  }

  /**
   * The keys that fit.
   *
   * @throws ProblemException unavailable when it is not known whether there is one
   */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext nothing) {
    long seen = tries;
    var known = usable();
    if (known == null || clock.getAsLong() - known.at() > FRESH) {
      fetch(seen);
      known = usable();
    }
    if (known == null) throw unavailable();
    var found = selector.select(known.keys());
    if (!found.isEmpty()) return found;
    if (tries == seen && forUnknown.allows(UNKNOWN)) fetch(seen);
    var newest = usable();
    if (newest != null) found = selector.select(newest.keys());
    if (found.isEmpty() && !trouble.isEmpty()) throw unavailable();
    return found;
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        new Problem.Unavailable(
            "The issuer that signs people in cannot be asked for its keys just now. Try again"
                + " soon; a key of Everthread's own goes on working."));
  }

  private @Nullable Kept usable() {
    var known = kept;
    return known == null || clock.getAsLong() - known.at() > GOOD ? null : known;
  }

  /** Who waited while another fetched takes what that one got. */
  private void fetch(long seen) {
    fetching.lock();
    try {
      if (tries != seen || clock.getAsLong() - nextTry < 0) return;
      try {
        kept = new Kept(documents.keys(), clock.getAsLong());
        if (tries == 0 || !trouble.isEmpty()) LOG.info("the issuer's keys are known");
        trouble = "";
        pause = FIRST_PAUSE;
      } catch (IssuerDocuments.Unheard away) {
        if (!trouble.equals(away.why())) {
          LOG.warn("the issuer that signs people in cannot be asked: {}", away.why());
        }
        trouble = away.why();
        nextTry = clock.getAsLong() + pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
      tries++;
    } finally {
      fetching.unlock();
    }
  }

  @Override
  public void close() {
    documents.close();
  }
}
