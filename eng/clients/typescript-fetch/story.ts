import createClient from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

type Problem = components["schemas"]["Problem"];

declare const process: { env: Record<string, string | undefined> };

const samplePlan = "SPARK-2027";

// Some lists can also return CSV; this client reads JSON only, and problems.
const client = createClient<paths, "application/json" | "application/problem+json">({
  baseUrl: process.env.MARKETING_URL,
  headers: { Authorization: `Bearer ${process.env.MARKETING_KEY}` },
});

const plans = succeeded(await client.GET("/v1/plans", { params: { query: { pageSize: 50 } } }));
console.log(`plans: ${plans.items.map((plan) => plan.code ?? plan.title).join(", ")}`);

const creating = await client.POST("/v1/plans", {
  body: { title: "openapi-fetch 客户端试用计划", language: "zh-Hans", currency: "CNY" },
});
const planId = succeeded(creating).id;
console.log(`created: ${succeeded(creating).title}, ${etagOf(creating.response)}`);

const adding = await client.POST("/v1/plans/{planId}/parts", {
  params: { path: { planId } },
  body: {
    section: "objectives",
    content: {
      text: "品牌知名度从25%提升至35%",
      measures: [
        {
          metric: { text: "品牌知名度" },
          target: { text: "从25%提升至35%" },
          deadlines: [{ text: "计划开始后10个月内" }],
        },
      ],
    },
  },
});
const objective = succeeded(adding);
required(objective.section === "objectives", "The part is in another section.");
const [measure] = objective.content.measures ?? [];
required(measure !== undefined, "The objective has no measure.");
const { target } = measure;
required(target.kind === "level" && target.baseline === "25" && target.value === "35", "The target was not parsed.");
const [deadline] = measure.deadlines ?? [];
required(deadline?.kind === "within" && deadline.amount === 10 && deadline.unit === "month", "The deadline was not parsed.");
console.log(`objective: ${target.baseline} -> ${target.value} ${target.unit}, ${deadline.amount} ${deadline.unit}`);

const etag = etagOf(adding.response);
const patching = () =>
  client.PATCH("/v1/plans/{planId}/parts/{partId}", {
    params: { path: { planId, partId: objective.id }, header: { "If-Match": etag } },
    body: { section: "objectives", content: { name: "品牌知名度" } },
  });
const updating = await patching();
const updated = succeeded(updating);
required(
  updated.section === "objectives" && updated.content.name === "品牌知名度" && updated.content.text === objective.content.text,
  "The patch changed other members.",
);
console.log(`updated: ${etag} -> ${etagOf(updating.response)}`);

console.log(`412: ${refused(await patching(), 412).code}`);

const broken = refused(
  await client.POST("/v1/plans/{planId}/parts", {
    params: { path: { planId } },
    body: {
      section: "objectives",
      content: { text: "没有目标值", measures: [{ metric: { text: "品牌知名度" }, target: { kind: "level" } }] },
    },
  }),
  422,
);
required(broken.errors.length > 0, "The problem has no errors.");
for (const fault of broken.errors) {
  console.log(`422: ${fault.pointer} ${fault.code}`);
}

const [sample] = succeeded(await client.GET("/v1/plans", { params: { query: { code: samplePlan } } })).items;
required(sample !== undefined, `There is no plan ${samplePlan}. Run the story against the sample workspace.`);
const parts = succeeded(
  await client.GET("/v1/plans/{planId}/parts", { params: { path: { planId: sample.id }, query: { pageSize: 1000 } } }),
);
required(parts.nextCursor === null, "The plan does not fit into one page.");
const counts = new Map<string, number>();
const count = (what: string, more: number) => counts.set(what, (counts.get(what) ?? 0) + more);
for (const part of parts.items) {
  switch (part.section) {
    case "objectives":
      count("measures of objectives", part.content.measures?.length ?? 0);
      break;
    case "workPackages":
      count("owners of work packages", part.content.owners?.length ?? 0);
      break;
    case "milestones":
      count("deadlines of milestones", part.content.deadlines?.length ?? 0);
      break;
    default:
      count("other parts", 1);
  }
}
required(counts.size === 4 && [...counts.values()].every((number) => number > 0), "The sample plan lacks a section.");
console.log(`${samplePlan}: ${[...counts].sort().map(([what, number]) => `${number} ${what}`).join(", ")}`);

function succeeded<T>(result: { data?: T; error?: unknown; response: Response }): T {
  if (result.data === undefined) {
    throw new Error(`${result.response.url} returned ${result.response.status}: ${JSON.stringify(result.error)}`);
  }
  return result.data;
}

function refused(result: { error?: Problem; response: Response }, status: number): Problem {
  required(result.error !== undefined && result.response.status === status, `Got ${result.response.status}; expected ${status}.`);
  return result.error;
}

function etagOf(response: Response): string {
  const etag = response.headers.get("ETag");
  required(etag !== null, "The response has no ETag.");
  return etag;
}

function required(condition: boolean, otherwise: string): asserts condition {
  if (!condition) {
    throw new Error(otherwise);
  }
}
