package org.zhixing.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhixing.identity.Role;

/** Who may do what: {@code access.csv}, which people read and write. Whoever a row does not name is refused with 403. */
final class AccessTable {
    /** Where the caller's role is held, seen from the branch that has the thing. */
    enum Place {
        INSIDE,
        PARENT,
        OUTSIDE,
        FOREIGN,
        TOP
    }

    /** What is expected; empty: an answer with nothing of the branch in it. */
    record Cell(int status, boolean empty) {
        static final Cell REFUSED = new Cell(403, false);
        static final Cell SIGNED_OUT = new Cell(401, false);

        static Cell read(String text) {
            return text.equals("empty") ? new Cell(200, true) : new Cell(Integer.parseInt(text), false);
        }

        boolean succeeds() {
            return status < 300;
        }
    }

    /** One line. */
    record Row(String request, Set<Role> roles, boolean anyone, boolean signedIn, Map<Place, Cell> cells) {
        String operation() {
            return request.replaceFirst("/.*", "");
        }

        /** Whether what somebody outside gets differs from what they would get here. */
        boolean scoped(Place here) {
            return !cells.get(Place.OUTSIDE).equals(cells.get(here));
        }
    }

    private final List<Row> rows = new ArrayList<>();

    static AccessTable read() {
        try {
            return new AccessTable(Files.readAllLines(Path.of("src/test/resources/access/access.csv")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AccessTable(List<String> lines) {
        Map<String, Set<Role>> groups = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.strip().split("\\s*,\\s*");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            } else if (line.startsWith("=")) {
                groups.put(parts[0].substring(1).strip(), roles(parts[1], groups));
            } else {
                Map<Place, Cell> cells = new EnumMap<>(Place.class);
                for (Place place : Place.values()) {
                    int column = 2 + place.ordinal();
                    cells.put(place, column < parts.length ? Cell.read(parts[column]) : cells.get(Place.PARENT));
                }
                boolean anyone = parts[1].equals("ANYONE");
                boolean signedIn = anyone || parts[1].equals("SIGNED_IN");
                rows.add(new Row(
                        parts[0],
                        anyone ? EnumSet.allOf(Role.class) : signedIn ? Actors.PEOPLE : roles(parts[1], groups),
                        anyone,
                        signedIn,
                        cells));
            }
        }
    }

    private static Set<Role> roles(String names, Map<String, Set<Role>> groups) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : names.split(" +")) {
            roles.addAll(groups.containsKey(name) ? groups.get(name) : Set.of(Role.valueOf(name)));
        }
        return roles;
    }

    List<Row> rows() {
        return rows;
    }

    Set<String> requests() {
        Set<String> requests = new LinkedHashSet<>();
        rows.forEach(row -> requests.add(row.request));
        return requests;
    }

    /** What a role held at a place is answered. */
    Cell cell(String request, Role role, Place place) {
        return rows.stream()
                .filter(row -> row.request.equals(request) && row.roles.contains(role))
                .findFirst()
                .map(row -> row.cells.get(place))
                .orElse(Cell.REFUSED);
    }

    boolean allows(String request, Role role) {
        return rows.stream().anyMatch(row -> row.request.equals(request) && row.roles.contains(role));
    }

    /** What anybody gets who has signed in and holds no role at this moment. */
    Cell withoutRole(String request) {
        return rows.stream()
                .filter(row -> row.request.equals(request) && row.signedIn)
                .findFirst()
                .map(row -> row.cells.get(Place.OUTSIDE))
                .orElse(Cell.REFUSED);
    }

    Cell signedOut(String request) {
        return rows.stream()
                .filter(row -> row.request.equals(request) && row.anyone)
                .findFirst()
                .map(row -> row.cells.get(Place.OUTSIDE))
                .orElse(Cell.SIGNED_OUT);
    }

    /** Roles that two rows of one request both name: the second would never be looked at. */
    List<String> contradictions() {
        List<String> twice = new ArrayList<>();
        Map<String, Set<Role>> seen = new HashMap<>();
        for (Row row : rows) {
            Set<Role> before = seen.computeIfAbsent(row.request, r -> EnumSet.noneOf(Role.class));
            row.roles.stream().filter(before::contains).forEach(role -> twice.add(row.request + " " + role));
            before.addAll(row.roles);
        }
        return twice;
    }
}
