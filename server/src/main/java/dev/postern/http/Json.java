package dev.postern.http;

import dev.postern.words.DidYouMean;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// JSON to records and back, strictly: an unknown field, a duplicate, a number where text belongs
/// or anything after the end is refused, naming the field but never its value, which may be a
/// password.
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Json() {}

  static <T> T read(byte[] body, Class<T> type) {
    if (body.length == 0) {
      throw Problem.badRequest("the request has no body").hint("send a JSON object").refused();
    }
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw Problem.badRequest("the body is null").hint("send a JSON object").refused();
      }
      return value;
    } catch (JacksonException e) {
      throw problem(e).refused();
    }
  }

  static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static void writeTo(OutputStream target, Object value) {
    MAPPER.writeValue(target, value);
  }

  private static Problem problem(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case MismatchedInputException mismatched -> wrongKind(mismatched);
      case StreamReadException unreadable -> notJson(unreadable);
      case DatabindException refused -> refusedValue(refused);
      default -> Problem.badRequest("the body can't be read as JSON");
    };
  }

  private static Problem unknownField(UnrecognizedPropertyException e) {
    Collection<String> known = new TreeSet<>();
    if (e.getKnownPropertyIds() != null) {
      e.getKnownPropertyIds().forEach(id -> known.add(String.valueOf(id)));
    }
    String name = e.getPropertyName();
    return Problem.badRequest("unknown field '" + path(e) + "'" + DidYouMean.ending(name, known))
        .hint("fields here: " + String.join(", ", known))
        .field(path(e));
  }

  private static Problem wrongKind(MismatchedInputException e) {
    var type = e.getTargetType();
    String wanted = type == null ? "another kind of value" : wanted(type);
    return Problem.badRequest("field '" + path(e) + "' must be " + wanted).field(path(e));
  }

  private static String wanted(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    return java.time.temporal.Temporal.class.isAssignableFrom(type)
        ? "a time such as 2027-01-31T12:00:00Z"
        : "an object";
  }

  private static Problem notJson(StreamReadException e) {
    String message = String.valueOf(e.getOriginalMessage());
    var at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return message.startsWith("Duplicate")
        ? Problem.badRequest("a field is given twice" + where)
        : Problem.badRequest("the body is not JSON" + where);
  }

  /// A record's own constructor refused the value, in words that are meant to be read.
  private static Problem refusedValue(DatabindException e) {
    return e.getCause() instanceof IllegalArgumentException because
        ? Problem.invalid(String.valueOf(because.getMessage())).field(path(e))
        : Problem.badRequest("field '" + path(e) + "' can't be read").field(path(e));
  }

  private static String path(DatabindException e) {
    return e.getPath().stream()
        .map(step -> step.getPropertyName() == null ? "" + step.getIndex() : step.getPropertyName())
        .collect(Collectors.joining("."));
  }
}
