package dev.postern.access;

import dev.postern.mschap.PasswordProof;

/// A login of which everything was found and nothing is decided yet: who it is, by which proof, and
/// the finding. Nothing is accepted by it; [AccessFlow#complete] has it judged.
record Pending(String name, PasswordProof proof, LoginSubject subject, Finding finding) {}
