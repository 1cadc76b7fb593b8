package everthread.web.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;

/** What came back, with the questions that tests ask of it. */
record Reply(HttpResponse<String> http) {
  int status() {
    return http.statusCode();
  }

  String header(String name) {
    return http.headers().firstValue(name).orElse("");
  }

  /** The JSON of the body, or of its only event. */
  JsonNode json() {
    var body = http.body();
    if (header("Content-Type").startsWith("text/event-stream")) {
      assertThat(body).startsWith("event: message\ndata: ").endsWith("\n\n");
      body = body.substring("event: message\ndata: ".length());
    }
    try {
      return McpClient.JSON.readTree(body);
    } catch (JsonProcessingException wrong) {
      throw new AssertionError("not JSON: " + body, wrong);
    }
  }

  /** The result of a request that was answered. */
  JsonNode result() {
    assertThat(status()).as(http.body()).isEqualTo(200);
    assertThat(json().path("jsonrpc").asText()).isEqualTo("2.0");
    assertThat(json().path("id").asInt()).isEqualTo(7);
    assertThat(json().has("result")).as(http.body()).isTrue();
    return json().path("result");
  }

  /** Demands a JSON-RPC error. */
  Reply isError(int status, int code) {
    assertThat(status()).as(http.body()).isEqualTo(status);
    assertThat(json().path("error").path("code").asInt()).as(http.body()).isEqualTo(code);
    assertThat(json().path("error").path("message").asText()).isNotBlank();
    return this;
  }

  /** What the model reads of a tool's answer. */
  String text() {
    assertThat(result().path("isError").asBoolean()).as(http.body()).isFalse();
    return result().path("content").path(0).path("text").asText();
  }

  /** The JSON of a tool's answer. */
  JsonNode data() {
    assertThat(result().path("isError").asBoolean()).as(http.body()).isFalse();
    return result().path("structuredContent");
  }

  /** What a refusal tells the model to change. */
  String advice() {
    assertThat(result().path("isError").asBoolean()).as(http.body()).isTrue();
    return result().path("content").path(0).path("text").asText();
  }

  Reply fits(JsonNode outputSchema) {
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(outputSchema)
            .validate(data());
    assertThat(errors).isEmpty();
    return this;
  }
}
