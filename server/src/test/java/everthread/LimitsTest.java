package everthread;

import static org.assertj.core.api.Assertions.assertThat;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import everthread.web.Bodies;
import everthread.web.ByteBudget;
import everthread.web.Dispatch;
import everthread.web.HeaderDeadline;
import everthread.web.ProblemHandler;
import everthread.web.auth.LimitedAuthenticator;
import everthread.web.auth.RateLimit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits of time, memory and rate, over real HTTP, on a server whose limits are small. */
class LimitsTest {
  private static final long LIMIT = 4 * 1024 * 1024;
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ByteBudget budget = new ByteBudget(1024 * 1024, 1024 * 1024);
  private final HeaderDeadline deadline =
      new HeaderDeadline(Duration.ofMillis(1_500), Duration.ofMillis(1_500));
  private final UUID owner = Ids.next();
  private final HttpServer server = start();

  private HttpServer start() {
    var bodies = new Bodies(budget, new Bodies.Pace(Duration.ofSeconds(3), 16 * 1024));
    var router = Router.router(vertx);
    router.route().handler(deadline);
    router.post("/").handler(bodies::hold);
    router
        .post("/")
        .handler(
            new Dispatch(threads)
                .to(
                    context -> {
                      try (var body = bodies.receive(context, LIMIT)) {
                        context.end(Integer.toString(body.bytes().length));
                      }
                    }));
    var keys =
        new LimitedAuthenticator(
            context -> principal(UUID.fromString(context.request().getHeader("X-Key"))),
            owner,
            RateLimit.NONE,
            new RateLimit(5, System::nanoTime));
    router.get("/").handler(context -> context.end(keys.authenticate(context).key() + ""));
    router
        .get("/away")
        .handler(
            context ->
                context.fail(
                    new ProblemException(new Problem.Unavailable("The database is away."))));
    router.route().failureHandler(new ProblemHandler());
    deadline.watch(vertx, Duration.ofMillis(50));
    return vertx
        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
        .connectionHandler(deadline::connected)
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .await();
  }

  private static Principal principal(UUID key) {
    return new Principal(key, key, new SpaceId(key), Set.of(Scope.READ));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    threads.close();
  }

  @Test
  void headers_that_never_end_end_the_connection() {
    try (var wire = wire()) {
      wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
      while (wire.sends("X: y\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) pause(50);

      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void a_connection_that_is_served_again_and_again_stays_open() {
    try (var wire = wire()) {
      for (int i = 0; i < 8; i++) {
        assertThat(wire.send(get(owner)).hear().status()).isEqualTo(200);
        pause(300);
      }
    }
  }

  @Test
  void a_body_that_comes_too_slowly_is_told_and_holds_nothing() {
    try (var wire = wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\nabc");

      var heard = wire.hear();

      assertThat(heard.status()).isEqualTo(408);
      assertThat(heard.code()).isEqualTo("request_timeout");
      assertThat(wire.isEnded()).isTrue();
    }
    isGivenBack();
  }

  @Test
  void a_slow_but_honest_body_is_read() {
    try (var wire = wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 320000\r\n\r\n");
      for (int i = 0; i < 10; i++) {
        wire.send("x".repeat(32_000));
        pause(400);
      }

      assertThat(wire.hear().text()).isEqualTo("320000");
    }
  }

  @Test
  void large_bodies_beyond_the_budget_wait_outside_and_small_ones_pass() {
    try (var first = wire();
        var second = wire();
        var small = wire()) {
      first.send(post(900_000)).send("x".repeat(200_000));
      pause(200);

      var refused = second.send(post(900_000)).hear();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("unavailable");
      assertThat(refused.headers()).containsKey("retry-after");
      assertThat(small.send(post(1_000) + "y".repeat(1_000)).hear().text()).isEqualTo("1000");
      assertThat(first.send("x".repeat(700_000)).hear().text()).isEqualTo("900000");
    }
    isGivenBack();
  }

  @Test
  void a_client_that_goes_away_gives_its_share_back() {
    try (var wire = wire()) {
      wire.send(post(900_000)).send("x".repeat(100_000));
      pause(200);
      assertThat(budget.held()).isPositive();
    }
    isGivenBack();
  }

  @Test
  void a_key_that_asks_too_often_is_told_when_to_ask_again() {
    var key = Ids.next();
    try (var wire = wire()) {
      for (int i = 0; i < 5; i++) assertThat(wire.send(get(key)).hear().status()).isEqualTo(200);

      var refused = wire.send(get(key)).hear();

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("rate_limited");
      assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isBetween(1, 60);
      assertThat(wire.send(get(Ids.next())).hear().status()).isEqualTo(200);
      for (int i = 0; i < 50; i++) assertThat(wire.send(get(owner)).hear().status()).isEqualTo(200);
    }
  }

  @Test
  void while_the_database_is_away_it_is_said_when_to_try_again() {
    try (var wire = wire()) {
      var heard = wire.send("GET /away HTTP/1.1\r\nHost: localhost\r\n\r\n").hear();

      assertThat(heard.status()).isEqualTo(503);
      assertThat(heard.code()).isEqualTo("unavailable");
      assertThat(heard.headers()).containsEntry("retry-after", "1");
    }
  }

  private void isGivenBack() {
    while (budget.held() > 0) pause(20);
    assertThat(budget.held()).isZero();
  }

  private Wire wire() {
    return new Wire("http://127.0.0.1:" + server.actualPort());
  }

  private static String get(UUID key) {
    return "GET / HTTP/1.1\r\nHost: localhost\r\nX-Key: " + key + "\r\n\r\n";
  }

  private static String post(int length) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static void pause(long millis) {
    java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
  }
}
