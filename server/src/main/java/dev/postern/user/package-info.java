/// People who log in: [User], how they are named ([UserName] within a [RealmName], together a
/// [UserId]) and what they are grouped by. Passwords are not here: a [User] can be shown to anybody
/// who may see people.
@NullMarked
package dev.postern.user;

import org.jspecify.annotations.NullMarked;
