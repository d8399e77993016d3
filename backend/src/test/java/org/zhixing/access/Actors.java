package org.zhixing.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.access.AccessTable.Cell;
import org.zhixing.access.AccessTable.Place;
import org.zhixing.identity.Role;

/**
 * Who asks. Each knows what the table promises them. A new kind of caller joins {@link #all} with the place where it
 * stands, what it sends to be known by, and how it reads the table.
 */
final class Actors {
    /** Roles that people hold; CLIENT is another system's. */
    static final Set<Role> PEOPLE = EnumSet.complementOf(EnumSet.of(Role.CLIENT));

    /** How an actor reads the table. */
    interface Expectation {
        Cell of(AccessTable table, String request);
    }

    /**
     * A caller.
     *
     * @param account null for who has none, or whose account does not count; a system's id as a client
     * @param credentials the headers it is known by
     * @param place where it stands, for what it may see in answers; null where its roles stand in two places
     */
    record Actor(
            String name,
            @Nullable UUID account,
            Map<String, String> credentials,
            @Nullable Role role,
            @Nullable Place place,
            Expectation expectation) {
        Cell expected(AccessTable table, String request) {
            return expectation.of(table, request);
        }

        boolean stands(Place where) {
            return role != null && place == where;
        }
    }

    private final List<Actor> all = new ArrayList<>();

    void add(Actor actor) {
        all.add(actor);
    }

    List<Actor> all() {
        return all;
    }

    List<Actor> at(Place place) {
        return all.stream().filter(actor -> actor.stands(place)).toList();
    }

    Actor the(Role role, Place place) {
        return at(place).stream()
                .filter(actor -> actor.role() == role)
                .findFirst()
                .orElseThrow();
    }

    static Actor holding(Role role, Place place, UUID account, Map<String, String> credentials) {
        return new Actor(
                role + " " + place.name().toLowerCase(java.util.Locale.ROOT),
                account,
                credentials,
                role,
                place,
                (table, request) -> table.cell(request, role, place));
    }

    /** Another system at A whose token has some scopes only, or none: the operations they open, and nothing else. */
    static Actor systemWith(Set<String> scopes, Contract contract, UUID client, Map<String, String> credentials) {
        return new Actor("CLIENT inside with " + scopes, client, credentials, null, Place.INSIDE, (table, request) -> {
            String needed = contract.of(request).scope();
            return needed == null || scopes.contains(needed)
                    ? table.cell(request, Role.CLIENT, Place.INSIDE)
                    : Cell.REFUSED;
        });
    }

    /** Somebody who is not signed in, whatever they send. */
    static Actor signedOut(String name, Map<String, String> credentials) {
        return new Actor(name, null, credentials, null, Place.FOREIGN, AccessTable::signedOut);
    }

    /** Somebody signed in whose roles are over. */
    static Actor withoutRole(String name, UUID account, Map<String, String> credentials) {
        return new Actor(name, account, credentials, null, Place.FOREIGN, AccessTable::withoutRole);
    }

    /** Two roles at two places: what each allows in its place, and never what one allows in the place of the other. */
    static Actor ofTwoPlaces(String name, Role inside, Role outside, UUID account, Map<String, String> credentials) {
        return new Actor(name, account, credentials, null, null, (table, request) -> {
            return table.allows(request, inside)
                    ? table.cell(request, inside, Place.INSIDE)
                    : table.cell(request, outside, Place.OUTSIDE);
        });
    }
}
