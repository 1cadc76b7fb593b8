package everthread;

import everthread.embedded.HomeFolder;
import everthread.extract.llm.ModelSettings;
import everthread.oauth.IssuerSettings;
import everthread.search.embed.EmbeddingsChoice;
import everthread.web.AddressRange;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How the server is to run, from its environment. All that is wrong is told at once.
 *
 * @param databaseUrl one's own Postgres; empty for the embedded one
 * @param publicUrl how clients reach the server when that is not host and port
 * @param trustedProxies who alone may connect when the server listens to the network without TLS
 * @param ownerKey presets the owner's key
 * @param rateLimit requests a minute of each key but the owner's, 0 for no limit
 * @param ownerRateLimit requests a minute of the owner's key, 0 for no limit
 * @param diskFloor bytes that must stay free; below it nothing new is taken
 * @param model the language model that gets the texts of the person's turns; empty for none
 * @param embeddings which model reads for meaning
 * @param issuer who signs AI clients' people in; empty for Everthread itself
 */
public record Config(
    Path home,
    String host,
    int port,
    Optional<URI> databaseUrl,
    Optional<URI> publicUrl,
    Optional<Path> tlsCertificate,
    Optional<Path> tlsKey,
    Set<AddressRange> trustedProxies,
    Optional<String> ownerKey,
    int rateLimit,
    int ownerRateLimit,
    long diskFloor,
    Optional<ModelSettings> model,
    EmbeddingsChoice embeddings,
    Optional<IssuerSettings> issuer) {
  private static final Pattern KEY = Pattern.compile("et_[A-Za-z0-9_]{32,200}");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  public Config {
    trustedProxies = Set.copyOf(trustedProxies);
  }

  /** Everything that is wrong, a sentence each; never empty. */
  public static final class Invalid extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final transient List<String> faults;

    Invalid(List<String> faults) {
      super("invalid configuration", null, false, false);
      this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
      return faults;
    }
  }

  /**
   * Reads the environment.
   *
   * @throws Invalid with all faults, when there are any
   */
  public static Config of(Map<String, String> environment) {
    return new Reader(environment).read();
  }

  public boolean isLoopback() {
    return LOOPBACK.contains(host);
  }

  /** The address that a person opens. */
  public String address(int actualPort) {
    return publicUrl
        .map(url -> url.toString().replaceAll("/+$", ""))
        .orElseGet(
            () -> (tlsCertificate.isPresent() ? "https://" : "http://") + authority(actualPort));
  }

  /** Where programs on this machine reach the server: not by way of the public address. */
  public String localAddress(int actualPort) {
    boolean direct = isLoopback() && tlsCertificate.isEmpty();
    return direct ? "http://" + authority(actualPort) : address(actualPort);
  }

  private String authority(int actualPort) {
    return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
        + ":"
        + actualPort;
  }

  /** Host names beside loopback that requests may be addressed to. */
  public Set<String> hosts() {
    var hosts = new TreeSet<String>();
    publicUrl.map(URI::getHost).map(Config::lower).ifPresent(hosts::add);
    if (!host.equals("0.0.0.0") && !host.equals("::")) hosts.add(lower(host));
    return hosts;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Whether only programs on this machine can reach the server, as far as it was told. */
  public boolean isPrivate() {
    return isLoopback() && publicUrl.isEmpty() && trustedProxies.isEmpty();
  }

  private static final class Reader {
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    Config read() {
      var config =
          new Config(
              HomeFolder.of(environment),
              text("EVERTHREAD_HOST").orElse("127.0.0.1"),
              port(),
              url("DATABASE_URL", Set.of("postgres", "postgresql")),
              url("EVERTHREAD_PUBLIC_URL", Set.of("http", "https")),
              file("EVERTHREAD_TLS_CERT"),
              file("EVERTHREAD_TLS_KEY"),
              proxies(),
              ownerKey(),
              rate("EVERTHREAD_RATE_LIMIT", 30_000),
              rate("EVERTHREAD_OWNER_RATE_LIMIT", 0),
              diskFloor(),
              model(),
              new EmbeddingsReader(environment, faults).read(),
              new IssuerReader(environment, faults).read());
      checkLog();
      if (config.tlsCertificate().isPresent() != config.tlsKey().isPresent()) {
        faults.add(
            "EVERTHREAD_TLS_CERT and EVERTHREAD_TLS_KEY go together; one of them is not set.");
      }
      checkBind(config);
      if (!faults.isEmpty()) throw new Invalid(faults);
      return config;
    }

    private void checkBind(Config config) {
      boolean guarded = config.tlsCertificate().isPresent() || !config.trustedProxies().isEmpty();
      if (config.isLoopback() || guarded) return;
      faults.add(
          "EVERTHREAD_HOST="
              + config.host()
              + " would show years of conversations to the network unencrypted. Set"
              + " EVERTHREAD_TLS_CERT and EVERTHREAD_TLS_KEY, or name the proxy in front in"
              + " EVERTHREAD_TRUSTED_PROXIES, or stay on 127.0.0.1.");
    }

    private Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(s -> !s.isEmpty());
    }

    private int port() {
      var text = text("EVERTHREAD_PORT").orElse("8377");
      try {
        int port = Integer.parseInt(text);
        if (port >= 0 && port <= 65535) return port;
      } catch (NumberFormatException unreadable) {
        faults.add("EVERTHREAD_PORT=" + text + " is not a port, 0 to 65535.");
        return 0;
      }
      faults.add("EVERTHREAD_PORT=" + text + " is not a port, 0 to 65535.");
      return 0;
    }

    private int rate(String name, int fallback) {
      var text = text(name);
      if (text.isEmpty()) return fallback;
      if (text.get().matches("\\d{1,9}")) return Integer.parseInt(text.get());
      faults.add(
          name + "=" + text.get() + " is not a number of requests a minute, 0 for no limit.");
      return fallback;
    }

    private Optional<URI> url(String name, Set<String> schemes) {
      var text = text(name);
      if (text.isEmpty()) return Optional.empty();
      try {
        var url = new URI(text.get());
        if (url.getScheme() != null && schemes.contains(url.getScheme()) && url.getHost() != null) {
          return Optional.of(url);
        }
      } catch (java.net.URISyntaxException unreadable) {
        faults.add(name + " is not an address.");
        return Optional.empty();
      }
      faults.add(
          name
              + " begins with "
              + String.join(":// or ", new TreeSet<>(schemes))
              + ":// and names a host.");
      return Optional.empty();
    }

    private Optional<Path> file(String name) {
      var file = text(name).map(Path::of);
      if (file.isPresent() && !java.nio.file.Files.isReadable(file.get())) {
        faults.add(name + ": there is no readable file " + file.get() + ".");
      }
      return file;
    }

    private Set<AddressRange> proxies() {
      var proxies = new LinkedHashSet<AddressRange>();
      for (var name : text("EVERTHREAD_TRUSTED_PROXIES").orElse("").split("[,\\s]+", -1)) {
        if (name.isEmpty()) continue;
        AddressRange.of(name).ifPresentOrElse(proxies::add, () -> faults.add(noRange(name)));
      }
      return proxies;
    }

    private static String noRange(String name) {
      return "EVERTHREAD_TRUSTED_PROXIES: "
          + name
          + " is neither an address nor a range such as 10.0.0.0/8; names are not looked up.";
    }

    private long diskFloor() {
      var text = text("EVERTHREAD_DISK_FLOOR_MB").orElse("512");
      if (text.matches("[0-9]{1,9}")) return Long.parseLong(text) * 1_000_000;
      faults.add("EVERTHREAD_DISK_FLOOR_MB=" + text + " is not a number of megabytes.");
      return 0;
    }

    private Optional<ModelSettings> model() {
      var url = url("EVERTHREAD_LLM_URL", Set.of("http", "https"));
      var name = text("EVERTHREAD_LLM_MODEL");
      var tokens = text("EVERTHREAD_LLM_DAILY_TOKENS").orElse("200000");
      if (text("EVERTHREAD_LLM_URL").isPresent() != name.isPresent()) {
        faults.add(
            "EVERTHREAD_LLM_URL and EVERTHREAD_LLM_MODEL go together; one of them is not set.");
      }
      if (!tokens.matches("\\d{1,12}")) {
        faults.add("EVERTHREAD_LLM_DAILY_TOKENS=" + tokens + " is not a number of tokens a day.");
      }
      if (url.isEmpty() || name.isEmpty() || !faults.isEmpty()) return Optional.empty();
      return Optional.of(
          new ModelSettings(
              url.get(), name.get(), text("EVERTHREAD_LLM_KEY"), Long.parseLong(tokens)));
    }

    /** Read by the log itself, long before this; here it is only said when it is wrong. */
    private void checkLog() {
      var text = text("EVERTHREAD_LOG").orElse("text");
      if (!Set.of("json", "text").contains(text)) {
        faults.add("EVERTHREAD_LOG=" + text + " is neither json nor text.");
      }
    }

    private Optional<String> ownerKey() {
      var key = text("EVERTHREAD_OWNER_KEY");
      if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
        faults.add("EVERTHREAD_OWNER_KEY is et_ and at least 32 letters, digits or underscores.");
        return Optional.empty();
      }
      return key;
    }
  }
}
