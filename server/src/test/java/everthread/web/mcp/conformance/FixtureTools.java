package everthread.web.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import everthread.web.mcp.protocol.ClientRequest;
import everthread.web.mcp.protocol.Content;
import everthread.web.mcp.protocol.Exchange;
import everthread.web.mcp.protocol.JsonTree;
import everthread.web.mcp.protocol.ResourceContents;
import everthread.web.mcp.protocol.Tool;
import everthread.web.mcp.protocol.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The tools that the conformance suite asks for, as its scenarios describe them. */
final class FixtureTools {
  /** A red dot. */
  static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==");

  /** A moment of silence. */
  private static final byte[] WAV =
      Base64.getDecoder().decode("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=");

  private static final String NAME_SCHEMA =
      """
      {"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""";

  private FixtureTools() {}

  static List<Tool> all() {
    var tools = new ArrayList<Tool>();
    tools.addAll(contents());
    tools.addAll(streaming());
    tools.addAll(asking());
    tools.addAll(inputRequired());
    return tools;
  }

  private static List<Tool> contents() {
    return List.of(
        FixtureTool.of(
            "test_simple_text",
            (exchange, given) -> text("This is a simple text response for testing.")),
        FixtureTool.of(
            "test_image_content",
            (exchange, given) -> of(new Content.Media(Content.Kind.IMAGE, PNG, "image/png"))),
        FixtureTool.of(
            "test_audio_content",
            (exchange, given) -> of(new Content.Media(Content.Kind.AUDIO, WAV, "audio/wav"))),
        FixtureTool.of(
            "test_embedded_resource",
            (exchange, given) ->
                of(
                    embedded(
                        "test://embedded-resource",
                        "text/plain",
                        "This is an embedded resource content."))),
        FixtureTool.of(
            "test_multiple_content_types",
            (exchange, given) ->
                of(
                    new Content.Text("Multiple content types test:"),
                    new Content.Media(Content.Kind.IMAGE, PNG, "image/png"),
                    embedded(
                        "test://mixed-content-resource",
                        "application/json",
                        "{\"test\":\"data\",\"value\":123}"))),
        FixtureTool.of(
            "test_error_handling",
            (exchange, given) ->
                new ToolResult.Refusal("This tool intentionally returns an error for testing")));
  }

  private static List<Tool> streaming() {
    return List.of(
        FixtureTool.of(
            "test_tool_with_logging",
            (exchange, given) -> {
              exchange.log("info", new TextNode("Tool execution started"));
              pause();
              exchange.log("info", new TextNode("Tool processing data"));
              pause();
              exchange.log("info", new TextNode("Tool execution completed"));
              return text("Done.");
            }),
        FixtureTool.of(
            "test_logging_tool",
            (exchange, given) -> {
              exchange.log("info", new TextNode("At work"));
              return text("Done.");
            }),
        FixtureTool.of(
            "test_tool_with_progress",
            (exchange, given) -> {
              for (int done = 0; done <= 100; done += 50) {
                exchange.progress(done, 100);
                pause();
              }
              return text("Done.");
            }));
  }

  private static List<Tool> asking() {
    return List.of(
        new FixtureTool(
            "test_sampling",
            """
            {"type":"object","properties":{"prompt":{"type":"string"}},"required":["prompt"]}""",
            (exchange, given) -> {
              var said = ask(exchange, ClientRequest.ofModel(given.path("prompt").asText(), 100));
              return text("LLM response: " + said.path("content").path("text").asText());
            }),
        new FixtureTool(
            "test_elicitation",
            """
            {"type":"object","properties":{"message":{"type":"string"}},"required":["message"]}""",
            (exchange, given) ->
                text(
                    "User response: "
                        + told(
                            exchange,
                            given.path("message").asText(),
                            """
                            {"type":"object","properties":{
                              "username":{"type":"string","description":"User's response"},
                              "email":{"type":"string","description":"User's email address"}},
                             "required":["username","email"]}"""))),
        FixtureTool.of(
            "test_elicitation_sep1034_defaults",
            (exchange, given) ->
                text(
                    "Elicitation completed: "
                        + told(
                            exchange,
                            "Please check these values",
                            """
                            {"type":"object","properties":{
                              "name":{"type":"string","default":"John Doe"},
                              "age":{"type":"integer","default":30},
                              "score":{"type":"number","default":95.5},
                              "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},
                              "verified":{"type":"boolean","default":true}}}"""))),
        FixtureTool.of(
            "test_elicitation_sep1330_enums",
            (exchange, given) ->
                text("Elicitation completed: " + told(exchange, "Please choose", ENUMS))),
        FixtureTool.of(
            "test_missing_capability",
            (exchange, given) ->
                text(ask(exchange, ClientRequest.ofModel("Anything", 10)).toString())),
        FixtureTool.of(
            "test_streaming_elicitation",
            (exchange, given) -> text(told(exchange, "Please confirm", NAME_SCHEMA))));
  }

  private static final String ENUMS =
      """
      {"type":"object","properties":{
        "untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
        "titledSingle":{"type":"string","oneOf":[
          {"const":"value1","title":"First Option"},{"const":"value2","title":"Second Option"},
          {"const":"value3","title":"Third Option"}]},
        "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],
          "enumNames":["Option One","Option Two","Option Three"]},
        "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
        "titledMulti":{"type":"array","items":{"anyOf":[
          {"const":"value1","title":"First Choice"},{"const":"value2","title":"Second Choice"},
          {"const":"value3","title":"Third Choice"}]}}}}""";

  private static List<Tool> inputRequired() {
    return List.of(
        FixtureTool.of(
            "test_input_required_result_elicitation",
            (exchange, given) ->
                text("Hello, " + field(exchange, "user_name", "What is your name?", "name") + "!")),
        FixtureTool.of(
            "test_input_required_result_sampling",
            (exchange, given) -> {
              var asked = ClientRequest.ofModel("What is the capital of France?", 100);
              var answer = exchange.ask("capital_question", asked);
              return text(answer.path("content").path("text").asText());
            }),
        FixtureTool.of(
            "test_input_required_result_list_roots",
            (exchange, given) ->
                text(exchange.ask("client_roots", ClientRequest.ofRoots()).toString())),
        FixtureTool.of(
            "test_input_required_result_request_state",
            (exchange, given) -> {
              confirm(exchange);
              return text("state-ok");
            }),
        FixtureTool.of(
            "test_input_required_result_tampered_state",
            (exchange, given) -> {
              confirm(exchange);
              return text("state-ok");
            }),
        FixtureTool.of(
            "test_input_required_result_multiple_inputs",
            (exchange, given) -> {
              var asked = new LinkedHashMap<String, ClientRequest>();
              asked.put("user_name", person("What is your name?", NAME_SCHEMA));
              asked.put("greeting", ClientRequest.ofModel("Generate a greeting", 50));
              asked.put("client_roots", ClientRequest.ofRoots());
              return text(exchange.ask(asked).toString());
            }),
        FixtureTool.of(
            "test_input_required_result_multi_round",
            (exchange, given) -> {
              var name = field(exchange, "step1", "Step 1: What is your name?", "name");
              var color = field(exchange, "step2", "Step 2: What is your favorite color?", "color");
              return text(name + " likes " + color);
            }),
        FixtureTool.of(
            "test_input_required_result_capabilities",
            (exchange, given) -> {
              var asked = new LinkedHashMap<String, ClientRequest>();
              if (exchange.can("elicitation")) asked.put("name", person("Name?", NAME_SCHEMA));
              if (exchange.can("sampling")) asked.put("said", ClientRequest.ofModel("Hello", 10));
              return text(exchange.ask(asked).toString());
            }));
  }

  private static void confirm(Exchange exchange) {
    field(exchange, "confirm", "Please confirm", "ok");
  }

  static String field(Exchange exchange, String key, String message, String field) {
    var type = field.equals("ok") ? "boolean" : "string";
    var schema =
        "{\"type\":\"object\",\"properties\":{\"%1$s\":{\"type\":\"%2$s\"}},\"required\":[\"%1$s\"]}"
            .formatted(field, type);
    var answer = exchange.ask(key, person(message, schema));
    return answer.path("content").path(field).asText();
  }

  private static ClientRequest person(String message, String schema) {
    return ClientRequest.ofPerson(message, JsonTree.ours(schema));
  }

  private static String told(Exchange exchange, String message, String schema) {
    var answer = ask(exchange, person(message, schema));
    return "action=" + answer.path("action").asText() + ", content=" + answer.path("content");
  }

  private static JsonNode ask(Exchange exchange, ClientRequest asked) {
    return exchange.ask("answer", asked);
  }

  private static Content embedded(String uri, String type, String text) {
    return new Content.Embedded(new ResourceContents.Text(uri, type, text));
  }

  private static ToolResult text(String text) {
    return of(new Content.Text(text));
  }

  private static ToolResult of(Content... contents) {
    return new ToolResult.Contents(List.of(contents), null);
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
  }
}
