package everthread.web.page;

import everthread.connecting.Attempts;
import everthread.conversation.Site;
import everthread.ingest.MeaningState;
import everthread.ingest.Stats;
import everthread.ingest.Stats.Pending;
import everthread.ingest.Stats.SiteStats;
import everthread.ingest.StatsSource;
import everthread.oauth.ExternalIssuer;
import everthread.oauth.SignIn;
import everthread.space.SpaceId;
import everthread.stdio.Launch;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The pages on a loopback port with invented data behind them. */
final class PreviewHouse implements AutoCloseable {
  final FakePeople people = new FakePeople();
  final FakeConversations conversations = new FakeConversations(people.home);
  final FakeMemories memories = new FakeMemories(people.home);
  final FakeSearch search = new FakeSearch(conversations, memories);
  final FakeUpkeep upkeep = new FakeUpkeep();
  final FakeKeys keys = new FakeKeys(people);
  final FakeClients clients = new FakeClients();
  final Attempts attempts = new Attempts(PreviewClock.clock());
  MeaningState meaning = new MeaningState("e5-small-v2-q/128", 0, 0, null);
  Stats stats = new Stats(0, 0, 0, 0, 0, 0, new Pending(0, 0, 0, 0), Map.of());

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final String cookie;

  PreviewHouse() {
    this(null);
  }

  private PreviewHouse(@Nullable ExternalIssuer issuer) {
    var router = Router.router(vertx);
    var installation =
        new Installation(
            URI.create("http://127.0.0.1:8377"),
            issuer == null ? null : URI.create("https://memory.example.org"),
            "0.1.0",
            "PostgreSQL 18.6",
            "extension/dist/chrome-mv3",
            new Launch(List.of("java", "-jar", "everthread.jar", "mcp"), Map.of()),
            PreviewClock.NOW.minus(Duration.ofDays(19)));
    var pages =
        new PageRoutes(
            new PageServices(
                installation,
                PreviewClock.clock(),
                new Dispatch(Executors.newVirtualThreadPerTaskExecutor()),
                search,
                conversations,
                memories,
                memories,
                people,
                keys,
                people,
                keys.pairings(),
                new StatsSource() {
                  @Override
                  public Stats stats(SpaceId space) {
                    return space.equals(people.home) ? stats : emptyStats();
                  }

                  @Override
                  public MeaningState meaning(SpaceId space) {
                    return meaning;
                  }
                },
                upkeep,
                new FakeConnectionTest(),
                issuer == null ? new SignIn.Here(clients) : new SignIn.Elsewhere(issuer),
                attempts),
            Bodies.ofThisMachine());
    pages.mount(router);
    router.route().last().handler(context -> context.fail(404)).failureHandler(pages::failed);
    this.server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    this.cookie = people.begin(people.owner()).cookie();
  }

  /** A house with a few chats and memories in it. */
  static PreviewHouse furnished() {
    var house = new PreviewHouse();
    PreviewData.fill(house);
    return house;
  }

  /** A house that others reach by https, where clients sign in at an issuer of the owner's. */
  static PreviewHouse elsewhere() {
    return new PreviewHouse(new FakeIssuer());
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Value of a signed-in person's session cookie. */
  String cookie() {
    return cookie;
  }

  String csrf() {
    return people.find(cookie).orElseThrow().csrf();
  }

  private static Stats emptyStats() {
    return new Stats(0, 0, 0, 0, 0, 0, new Pending(0, 0, 0, 0), Map.of());
  }

  /** With captures still to be read. */
  static Stats busyStats() {
    var full = fullStats();
    return new Stats(
        full.conversations(),
        full.messages(),
        full.memories(),
        full.captures(),
        full.bytes(),
        full.drift() + 4,
        new Pending(45, 14, 0, 310),
        full.sites());
  }

  static Stats fullStats() {
    var now = PreviewClock.NOW;
    return new Stats(
        9_716,
        248_213,
        1_505,
        31_204,
        412_000_000L,
        14,
        new Pending(0, 14, 2_310, 0),
        Map.of(
            Site.CHATGPT,
            new SiteStats(5_120, 131_410, 0, now.minus(Duration.ofMinutes(2))),
            Site.CLAUDE,
            new SiteStats(2_840, 84_390, 0, now.minus(Duration.ofMinutes(38))),
            Site.GEMINI,
            new SiteStats(1_402, 28_813, 14, now.minus(Duration.ofHours(5))),
            Site.DEEPSEEK,
            new SiteStats(354, 3_600, 0, now.minus(Duration.ofDays(8)))));
  }

  @Override
  public void close() {
    server.close().await();
    vertx.close().await();
  }
}
