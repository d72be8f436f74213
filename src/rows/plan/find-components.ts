/**
 * Gathers nodes that lead back to each other, in an order in which what a group leads to stands before it; the nodes of a group
 * in the order given. https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm
 */
export function findComponents<Node>(nodes: readonly Node[], targetsOf: (node: Node) => readonly Node[]): readonly (readonly Node[])[] {
  const places = new Map<Node, { readonly index: number; low: number; isOpen: boolean }>();
  const order = new Map(nodes.map((node, index) => [node, index]));
  const open: Node[] = [];
  const components: Node[][] = [];

  /** Without recursion: chains of tables may be long. */
  function visit(start: Node): void {
    const path: { readonly node: Node; readonly targets: readonly Node[]; next: number }[] = [];
    const enter = (node: Node): void => {
      places.set(node, { index: places.size, low: places.size, isOpen: true });
      open.push(node);
      path.push({ node, targets: targetsOf(node).filter((target) => order.has(target)), next: 0 });
    };
    enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const own = places.get(step.node);
      const target = step.targets[step.next++];
      if (own === undefined) return;
      if (target !== undefined) {
        const place = places.get(target);
        if (place === undefined) enter(target);
        else if (place.isOpen) own.low = Math.min(own.low, place.index);
        continue;
      }
      path.pop();
      const before = path.at(-1);
      const parent = before === undefined ? undefined : places.get(before.node);
      if (parent !== undefined) parent.low = Math.min(parent.low, own.low);
      if (own.low === own.index) components.push(closeComponent(step.node));
    }
  }

  function closeComponent(root: Node): Node[] {
    const component = open.splice(open.lastIndexOf(root));
    for (const node of component) {
      const place = places.get(node);
      if (place !== undefined) place.isOpen = false;
    }
    return component.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  }

  for (const node of nodes) if (!places.has(node)) visit(node);
  return components;
}
