package org.zhixing.access;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A tree's things by name, and the words that give its branch's and its committee's things away in texts. */
final class Tree {
    private static final Set<String> OF_THE_COMMITTEE = Set.of(
            "materialAbove", "requirementAbove", "top", "committee", "campaign", "batch", "sibling", "extension");

    final String branchWord = word();
    final String committeeWord = word();
    private final Map<String, String> things = new TreeMap<>();

    void put(String name, String id) {
        things.put(name, id);
    }

    String thing(String name) {
        String id = things.get(name);
        if (id == null) {
            throw new IllegalArgumentException("There is no " + name + " in this world");
        }
        return id;
    }

    UUID id(String name) {
        return UUID.fromString(thing(name));
    }

    /** What nobody but those who reach the branch may see: the ids of its things and the word in its texts. */
    Set<String> secretsOfBranch() {
        Set<String> secrets = new HashSet<>();
        secrets.add(branchWord);
        things.forEach((name, id) -> {
            if (!OF_THE_COMMITTEE.contains(name)) {
                secrets.add(id);
            }
        });
        return secrets;
    }

    /** What nobody of another tree may see. */
    Set<String> secrets() {
        Set<String> secrets = new HashSet<>(things.values());
        secrets.add(branchWord);
        secrets.add(committeeWord);
        return secrets;
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().substring(24);
    }
}
