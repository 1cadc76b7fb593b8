package everthread.redact;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Makes up secrets by the forms that their issuers give them, as far as those are public. A form is
 * text with holes: {@code {h32}} stands for 32 characters of the class h, {@code {w60-90}} for a
 * number in between.
 */
final class SecretMaker {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Map<Character, String> CLASSES =
      Map.of(
          'a', LETTERS + "0123456789",
          'c', LETTERS,
          'd', "0123456789",
          'h', "0123456789abcdef",
          'H', "0123456789ABCDEF",
          'u', "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
          'b', "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
          'l', "abcdefghijklmnopqrstuvwxyz0123456789",
          'w', LETTERS + "0123456789_-",
          'B', LETTERS + "0123456789+/");

  /** Forms that are known by themselves, wherever they stand. */
  static final Map<String, String[]> TOKENS = new LinkedHashMap<>();

  /** Forms that are known by what stands around them: the part in «» is the secret. */
  static final Map<String, String[]> IN_CONTEXT = new LinkedHashMap<>();

  static {
    token("anthropic-key", "sk-ant-api03-{w93}AA", "sk-ant-admin01-{w80}");
    token("openrouter-key", "sk-or-v1-{h64}");
    token("openai-key", "sk-proj-{w120-156}", "sk-{a20}T3BlbkFJ{a20}", "sk-svcacct-{w100}");
    token("groq-key", "gsk_{a52}");
    token("xai-key", "xai-{a80}");
    token("perplexity-key", "pplx-{a48}");
    token("replicate-key", "r8_{a37}");
    token("huggingface-token", "hf_{c34}");
    token("nvidia-key", "nvapi-{w64}");
    token("tavily-key", "tvly-dev-{a32}", "tvly-{a32}");
    token("langsmith-key", "lsv2_pt_{h32}_{h10}", "lsv2_sk_{h32}_{h10}");
    token("everthread-key", "et_{a40}");
    token("github-token", "ghp_{a36}", "gho_{a36}", "ghs_{a36}", "github_pat_{a22}_{a59}");
    token("gitlab-token", "glpat-{w20}", "glrt-{w20}");
    token("atlassian-token", "ATATT3xFfGF0{w160-170}={H8}");
    token("bitbucket-password", "ATBB{a32}");
    token("aws-access-key", "AKIA{b16}", "ASIA{b16}");
    token("google-api-key", "AIza{w35}");
    token("google-oauth-secret", "GOCSPX-{w28}");
    token("google-access-token", "ya29.{w120-180}");
    token("google-refresh-token", "1//0{w60-100}");
    token("firebase-key", "AAAA{w7}:APA91b{w134}");
    token("azure-client-secret", "{a3}8Q~{a34}");
    token("slack-token", "xoxb-{d12}-{d13}-{a24}", "xoxp-{d12}-{d12}-{d13}-{h32}");
    token("slack-webhook", "https://hooks.slack.com/services/T{u8}/B{u10}/{a24}");
    token("discord-webhook", "https://discord.com/api/webhooks/{d18}/{w68}");
    token("telegram-token", "{d10}:AA{w33}");
    token(
        "teams-webhook",
        "https://contoso.webhook.office.com/webhookb2/{h8}-{h4}-{h4}-{h4}-{h12}@{h8}-{h4}-{h4}-{h4}-{h12}/IncomingWebhook/{h32}/{h8}-{h4}-{h4}-{h4}-{h12}");
    token("stripe-key", "sk_live_{a24}", "rk_live_{a99}", "sk_test_{a24}");
    token("webhook-secret", "whsec_{a32}");
    token("square-token", "sq0atp-{w22}", "sq0csp-{w43}");
    token("braintree-token", "access_token$production${l16}${h32}");
    token("shopify-token", "shpat_{h32}", "shpss_{h32}");
    token("twilio-key", "SK{h32}");
    token("sendgrid-key", "SG.{w22}.{w43}");
    token("mailgun-key", "key-{h32}");
    token("mailchimp-key", "{h32}-us1{d1}", "{h32}-us7");
    token("resend-key", "re_{a8}_{a24}");
    token("brevo-key", "xkeysib-{h64}-{a16}");
    token("npm-token", "npm_{a36}");
    token("pypi-token", "pypi-AgEIcHlwaS5vcmcC{w120-150}");
    token("rubygems-key", "rubygems_{h48}");
    token("docker-token", "dckr_pat_{w27}");
    token("crates-token", "cio{a32}");
    token("digitalocean-token", "dop_v1_{h64}");
    token("heroku-key", "HRKU-{w60}");
    token("fly-token", "fo1_{w43}", "fm2_{B120-200}");
    token("netlify-token", "nfp_{a36}");
    token("cloudflare-key", "v1.0-{h24}-{h146}");
    token("supabase-key", "sbp_{h40}", "sb_secret_{w31}");
    token("planetscale-token", "pscale_tkn_{w43}");
    token("vault-token", "hvs.{w90}");
    token("terraform-token", "{a14}.atlasv1.{w67}");
    token("doppler-token", "dp.pt.{a43}", "dp.st.dev.{a43}");
    token("onepassword-token", "ops_eyJ{a300-500}");
    token("grafana-token", "glsa_{a32}_{h8}", "glc_eyJ{a120}");
    token("newrelic-key", "NRAK-{u27}");
    token("sentry-token", "sntrys_eyJ{a120}", "sntryu_{h64}");
    token("posthog-key", "phx_{a43}");
    token("sonar-token", "sqp_{h40}", "squ_{h40}");
    token("linear-key", "lin_api_{a40}");
    token("notion-token", "ntn_{a46}", "secret_{a43}");
    token("airtable-token", "pat{a14}.{h64}");
    token("figma-token", "figd_{w40}");
    token("databricks-token", "dapi{h32}");
    token("postman-key", "PMAK-{h24}-{h34}");
    token("dropbox-token", "sl.{w130-140}");
    token("facebook-token", "EAA{a150-200}");
    token("age-key", "AGE-SECRET-KEY-1{u58}");
    token("jwt", "JWT");
    token("private-key", "PEM");
    token("password-hash", "$2b$12${a53}", "$6${a16}${a86}");
    token("card-number", "CARD");
    token("iban", "IBAN");

    context("aws-secret-key", "aws_secret_access_key = «{B40}»", "AWS_SECRET_ACCESS_KEY=«{B40}»");
    context("aws-signature", "https://b.s3.amazonaws.com/k?X-Amz-Signature=«{h64}»");
    context(
        "azure-storage-key",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«{B86}==»;EndpointSuffix=core.windows.net");
    context("azure-sas", "https://a.blob.core.windows.net/c?sv=2022-11-02&sr=b&sig=«{B43}%3D»");
    context("discord-token", "discord bot: «M{w23}.{w6}.{w38}»");
    context("authorization", "Authorization: Bearer «{a40}»", "authorization: Basic «{a32}==»");
    context(
        "url-password",
        "postgres://app:«{a20}»@db.internal:5432/app",
        "redis://:«{a24}»@cache:6379/0");
    context("one-time-password-seed", "otpauth://totp/ACME:bob?secret=«{b32}»&issuer=ACME");
    context("wifi-password", "WIFI:T:WPA;S:home;P:«{a16}»;;");
    context("wallet-key", "private key: «0x{h64}»", "PRIVATE_KEY=«{h64}»");
    context(
        "password",
        "DB_PASSWORD=«{a14}»",
        "password: «{a8}!{d4}»",
        "\"password\": \"«{a16}»\"",
        "Passwort/password is «{a6}#{d4}»");
    context(
        "credential",
        "CLIENT_SECRET=«{a32}»",
        "api_key: '«{a40}»'",
        "\"access_token\": \"«{w64}»\"",
        "mysql --password=«{a16}» app",
        "--token «{a40}»");
    context(
        "login-password",
        "machine a.test login bob password «{a20}»",
        "curl -u bob:«{a20}» https://a.test");
    context("social-security-number", "SSN «4{d2}-1{d1}-2{d3}»");
  }

  private static void token(String kind, String... forms) {
    TOKENS.put(kind, forms);
  }

  private static void context(String kind, String... forms) {
    IN_CONTEXT.put(kind, forms);
  }

  private final Random random;

  SecretMaker(Random random) {
    this.random = random;
  }

  /** A secret of a form. */
  String make(String form) {
    return switch (form) {
      case "JWT" -> jwt();
      case "PEM" -> pem();
      case "CARD" -> card();
      case "IBAN" -> iban();
      default -> filled(form);
    };
  }

  private String filled(String form) {
    var text = new StringBuilder();
    for (int i = 0; i < form.length(); i++) {
      int end = form.indexOf('}', i);
      boolean hole = form.charAt(i) == '{' && end > 0;
      if (!hole) {
        text.append(form.charAt(i));
        continue;
      }
      var range = form.substring(i + 2, end).split("-", 2);
      int least = Integer.parseInt(range[0]);
      int most = range.length == 1 ? least : Integer.parseInt(range[1]);
      text.append(random(form.charAt(i + 1), least + random.nextInt(most - least + 1)));
      i = end;
    }
    return text.toString();
  }

  String random(char kind, int length) {
    var alphabet = CLASSES.getOrDefault(kind, LETTERS);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++)
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    return text.toString();
  }

  private String jwt() {
    var claims = "{\"sub\":\"" + random('d', 10) + "\",\"iat\":1700" + random('d', 6) + "}";
    var head = Base64.getUrlEncoder().withoutPadding();
    return head.encodeToString(
            "{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + head.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + random('w', 43);
  }

  private String pem() {
    var kind = new String[] {"RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "}[random.nextInt(5)];
    var text = new StringBuilder("-----BEGIN " + kind + "PRIVATE KEY-----\n");
    for (int i = 0; i < 3 + random.nextInt(22); i++) text.append(random('B', 64)).append('\n');
    return text + random('B', 30) + "==\n-----END " + kind + "PRIVATE KEY-----";
  }

  /** Visa, Mastercard, American Express, with a right check digit; plain, or in groups. */
  private String card() {
    var prefix = new String[] {"4", "52", "34", "37", "6011"}[random.nextInt(5)];
    int length = prefix.startsWith("3") ? 15 : 16;
    var digits = prefix + random('d', length - 1 - prefix.length());
    for (char check = '0'; check <= '9'; check++) {
      if (sum(digits + check) % 10 == 0) digits += check;
      if (digits.length() == length) break;
    }
    var separator = new String[] {"", " ", "-"}[random.nextInt(3)];
    return length == 15
        ? digits.substring(0, 4)
            + separator
            + digits.substring(4, 10)
            + separator
            + digits.substring(10)
        : digits.replaceAll("(.{4})(?=.)", "$1" + separator);
  }

  private static int sum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int value = i % 2 == 0 ? digit : digit * 2;
      sum += value > 9 ? value - 9 : value;
    }
    return sum;
  }

  private String iban() {
    var form =
        new String[] {"DE{d18}", "FR{d23}", "GB{L4}{d14}", "NL{L4}{d10}", "ES{d20}", "TR{d22}"}
            [random.nextInt(6)];
    var text = filled(form.replace("{L4}", "ABNA"));
    var country = text.substring(0, 2);
    var account = text.substring(2);
    var number = new StringBuilder();
    for (char sign : (account + country + "00").toCharArray())
      number.append(Character.digit(sign, 36));
    int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
    var iban = country + "%02d".formatted(check) + account;
    return random.nextBoolean() ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
  }
}
