// Where labels go so that none covers another: pure geometry in pixels.

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The places where a label may stand, best first: beside its point, or around the spots that it names. */
function sides({ x, y, width, height, gap, spots }) {
  const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  if (spots) return spots.map((spot) => box(spot.x - width / 2, spot.y - height / 2));
  return [
    box(x + gap, y - height / 2),
    box(x - gap - width, y - height / 2),
    box(x - width / 2, y - gap - height),
    box(x - width / 2, y + gap),
  ];
}

/**
 * Give each label the first free side of its point, in the order given.
 * @returns {Array<{left: number, top: number}|null>} null for a label that finds no room
 */
export function arrange(labels, obstacles, bounds) {
  const taken = [...obstacles];
  return labels.map((label) => {
    // A point that is drawn with its label needs room of its own.
    const point = label.dot ? { left: label.x - label.dot, right: label.x + label.dot, top: label.y - label.dot, bottom: label.y + label.dot } : null;
    if (point && taken.some((other) => overlap(point, other))) return null;
    const free = sides(label).find(
      (box) =>
        box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom &&
        !taken.some((other) => overlap(box, other)),
    );
    if (!free) return null;
    taken.push(free);
    if (point) taken.push(point);
    return free;
  });
}

/** Push points that lie closer than `distance` apart, as little as needed; the same points give the same answer. */
export function spread(points, distance, rounds = 80) {
  const moved = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < rounds; round += 1) {
    let touched = false;
    for (let i = 0; i < moved.length; i += 1) {
      for (let j = i + 1; j < moved.length; j += 1) {
        let dx = moved[j].x - moved[i].x;
        let dy = moved[j].y - moved[i].y;
        let apart = Math.hypot(dx, dy);
        if (apart >= distance) continue;
        touched = true;
        if (apart < 0.5) {
          // Two stops at one spot: part them in a direction of their own.
          const angle = 2.4 * (i + j);
          [dx, dy, apart] = [Math.cos(angle), Math.sin(angle), 1];
        }
        const push = (distance - Math.min(apart, distance)) / 2 + 0.2;
        moved[i].x -= (dx / apart) * push;
        moved[i].y -= (dy / apart) * push;
        moved[j].x += (dx / apart) * push;
        moved[j].y += (dy / apart) * push;
      }
    }
    if (!touched) break;
  }
  return moved;
}

/**
 * Gather points that lie closer than `distance` to each other, until no two groups do.
 * @returns {Array<{x: number, y: number, members: Array}>} at the middle of their members, which keep their order
 */
export function gather(points, distance) {
  const groups = points.map((point) => ({ x: point.x, y: point.y, members: [point] }));
  for (;;) {
    let nearest = distance;
    let pair = null;
    for (let i = 0; i < groups.length; i += 1) {
      for (let j = i + 1; j < groups.length; j += 1) {
        const apart = Math.hypot(groups[i].x - groups[j].x, groups[i].y - groups[j].y);
        if (apart < nearest) [nearest, pair] = [apart, [i, j]];
      }
    }
    if (!pair) return groups;
    const [into, from] = pair;
    const members = [...groups[into].members, ...groups[from].members];
    const middle = (axis) => members.reduce((sum, member) => sum + member[axis], 0) / members.length;
    groups[into] = { x: middle("x"), y: middle("y"), members };
    groups.splice(from, 1);
  }
}
