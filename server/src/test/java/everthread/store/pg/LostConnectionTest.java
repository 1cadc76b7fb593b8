package everthread.store.pg;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LostConnectionTest {
  @Test
  void a_statement_on_a_connection_that_was_just_lost_may_be_tried_again() {
    var connection = RealPostgres.pool().getConnection().await();
    var lost = new CompletableFuture<Void>();
    connection.closeHandler(closed -> lost.complete(null));
    // Either answer will do: the backend ends itself in the middle of its own statement.
    connection
        .query("SELECT pg_terminate_backend(pg_backend_pid())")
        .execute()
        .otherwiseEmpty()
        .await();
    lost.join();

    assertThatThrownBy(() -> Database.await(connection.query("SELECT 1").execute()))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .extracting(ProblemException::problem)
        .isInstanceOf(Problem.Unavailable.class);
  }
}
