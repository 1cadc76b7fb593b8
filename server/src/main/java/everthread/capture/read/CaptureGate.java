package everthread.capture.read;

import everthread.capture.Capture;
import everthread.problem.Problem;
import java.util.Optional;

/**
 * Looks at a capture before it is committed: cheap and bounded. Pure and thread-safe.
 *
 * <p>Problems: site_mismatch, temporary_chat, do_not_remember.
 */
public interface CaptureGate {

  /** Why nothing of this capture may be kept; empty when it may. */
  Optional<Problem> check(Capture capture);
}
