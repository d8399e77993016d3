package org.zhixing.campaign;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;

/** Reads a template from YAML. What is wrong is named by field and line. CAM-1. */
@ApplicationScoped
class TemplateReader {
    static final int MAX_CHARACTERS = 200_000;

    private static final ObjectMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Inject
    Validator validator;

    CampaignTemplate read(String yaml) {
        String fault = Text.fault(yaml);
        if (fault != null) {
            throw Refused.malformed(fault);
        }
        if (yaml.length() > MAX_CHARACTERS) {
            throw Refused.of(413, "too-large", MAX_CHARACTERS / 1024);
        }
        CampaignTemplate template;
        try {
            template = YAML.readValue(yaml, CampaignTemplate.class);
        } catch (JacksonException unreadable) {
            JsonLocation where = unreadable.getLocation();
            throw Refused.invalid("template/invalid")
                    .at(
                            unreadable instanceof JsonMappingException mapping ? pointer(mapping) : "",
                            "template/unreadable",
                            where == null ? 0 : where.getLineNr(),
                            where == null ? 0 : where.getColumnNr());
        }
        if (template == null) {
            throw Refused.invalid("template/invalid").at("", "template/unreadable", 1, 1);
        }
        check(template, yaml);
        return template;
    }

    private void check(CampaignTemplate template, String yaml) {
        Node root = new Yaml(limits()).compose(new java.io.StringReader(yaml));
        List<ConstraintViolation<CampaignTemplate>> violations = validator.validate(template).stream()
                .sorted(Comparator.comparing(v -> v.getPropertyPath().toString()))
                .toList();
        Refused refused = Refused.invalid("template/invalid");
        for (ConstraintViolation<CampaignTemplate> v : violations) {
            refused.at(pointer(v.getPropertyPath()), "template/field", line(root, v.getPropertyPath()));
        }
        boolean doubles = repeated(
                refused,
                root,
                "phases",
                template.phases().stream().map(p -> p.kind()).toList());
        doubles |= repeated(
                refused,
                root,
                "batches",
                template.batches().stream().map(b -> b.ordinal()).toList());
        doubles |= repeated(
                refused,
                root,
                "topics",
                template.topics().stream().map(t -> t.code()).toList());
        doubles |= repeated(
                refused,
                root,
                "checkDimensions",
                template.checkDimensions().stream().map(d -> d.code()).toList());
        doubles |= repeated(
                refused,
                root,
                "requiredActions",
                template.requiredActions().stream().map(a -> a.code()).toList());
        if (!violations.isEmpty() || doubles) {
            throw refused;
        }
    }

    private static boolean repeated(Refused refused, Node root, String list, List<?> codes) {
        Set<Object> seen = new HashSet<>();
        boolean any = false;
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) != null && !seen.add(codes.get(i))) {
                refused.at("/" + list + "/" + i, "template/repeated", line(step(step(root, list), i)));
                any = true;
            }
        }
        return any;
    }

    private static String pointer(JsonMappingException mapping) {
        StringBuilder pointer = new StringBuilder();
        mapping.getPath().forEach(step -> pointer.append('/')
                .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        return pointer.toString();
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    /** The line, from 1, where the value of a path stands, or where the nearest thing around it begins. */
    private static int line(Node root, Path path) {
        Node at = root;
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                at = step(at, node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                at = step(at, node.getName());
            }
        }
        return line(at);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private static Node step(Node node, String name) {
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return entry.getValueNode();
                }
            }
        }
        return node;
    }

    private static Node step(Node node, int index) {
        return node instanceof SequenceNode sequence
                        && index < sequence.getValue().size()
                ? sequence.getValue().get(index)
                : node;
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(32);
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setAllowDuplicateKeys(false);
        return options;
    }
}
