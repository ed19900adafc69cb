/// The words that server and CLI both say: what the admin API takes and gives, as records that
/// become JSON, and [ApiPaths], where each is found. Start there.
///
/// Names tell the direction: a `NewUser` is sent to add one, a `UserChange` to change one, a
/// `UserView` comes back, and a `KeyCreated` comes back once, with what is never shown again. A
/// refusal is a [Problem], a list a [Page], work that takes long a stream of [ProgressLine]s.
///
/// Here alone `null` crosses rooms: it stands for what is absent from the JSON, for an absent field
/// and a `null` are one and the same. In a change it means "leave as it is". Lists are never null
/// in a view. Instants and durations are written as ISO 8601 has them, enums in lower case with
/// hyphens, passwords and keys as [Secret].
///
/// No rule is checked here and nothing is computed: the server checks what it is sent.
@NullMarked
package dev.postern.api;

import org.jspecify.annotations.NullMarked;
