package dev.postern.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/// JSON as the admin API has it. Loaded only when the first request is made, for it takes a while.
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  /// For what operators write: a word that is not known is an error.
  static final JsonMapper STRICT =
      MAPPER.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  static JavaType generic(Class<?> outer, Class<?> inner) {
    return MAPPER.getTypeFactory().constructParametricType(outer, inner);
  }
}
