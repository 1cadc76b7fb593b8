package everthread.problem;

import java.io.Serial;

/**
 * Carries a {@link Problem} to the one handler that answers it. Has no stack trace: it is no bug.
 */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
