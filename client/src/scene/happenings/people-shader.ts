// GLSL that draws what people of an incident carry and leave: rings, a sweeping light, lanterns, signs, hearts, a child.

/** `drawPeople` for kinds from `ring` on; reads the varyings of the little pictures. */
export const peopleShader = /* glsl */ `
  float inside(float edge, float at) { return smoothstep(edge + 0.035, edge - 0.035, at); }
  float box(vec2 at, vec2 middle, vec2 half_) {
    vec2 away = abs(at - middle) - half_;
    return inside(0.0, max(away.x, away.y));
  }
  float childShape(vec2 at, vec2 foot, float tall) {
    vec2 p = (at - foot) / tall;
    float body = step(0.0, p.y) * step(p.y, 0.66) * inside(mix(0.3, 0.12, p.y / 0.66), abs(p.x));
    return max(body, inside(0.22, length(p - vec2(0.0, 0.78))));
  }
  void drawSign(out vec3 color, out float alpha) {
    float pole = box(vAt, vec2(0.0, -0.5), vec2(0.05, 0.5));
    float board = box(vAt, vec2(0.0, 0.42), vec2(0.66, 0.46));
    float paper = box(vAt, vec2(0.0, 0.42), vec2(0.58, 0.38));
    float kind = floor(vSeed);
    vec3 ink = vec3(0.07, 0.06, 0.16);
    vec3 cloth = fract(vSeed) < 0.45 ? vec3(0.72, 0.13, 0.09) : vec3(0.96, 0.93, 0.86);
    vec3 letters = fract(vSeed) < 0.45 ? vec3(1.0, 0.95, 0.85) : vec3(0.66, 0.1, 0.07);
    float written;
    if (kind < 0.5) {
      written = max(box(vAt, vec2(0.0, 0.62), vec2(0.44, 0.06)), max(box(vAt, vec2(-0.08, 0.42), vec2(0.36, 0.06)), box(vAt, vec2(0.04, 0.22), vec2(0.4, 0.06))));
    } else if (kind < 1.5) {
      written = max(box(vAt, vec2(0.0, 0.52), vec2(0.09 + 0.05 * (vAt.y - 0.5), 0.2)), inside(0.1, length(vAt - vec2(0.0, 0.18))));
    } else {
      cloth = vec3(0.99, 0.95, 0.82);
      letters = vec3(0.66, 0.1, 0.07);
      written = max(childShape(vAt, vec2(0.0, 0.1), 0.64), box(vAt, vec2(0.0, 0.76), vec2(0.5, 0.035)));
    }
    color = mix(vec3(0.36, 0.22, 0.11), ink, board);
    color = mix(color, cloth, paper);
    color = mix(color, letters, written * paper) * (1.0 - 0.55 * uNight);
    alpha = max(pole, board);
  }
  void drawPeople(out vec3 color, out float alpha, out float shines) {
    float r = length(vAt);
    shines = 0.0;
    if (vKind < 4.5) {
      float wide = 0.05 + 0.03 * vAge;
      alpha = smoothstep(wide, wide * 0.5, abs(r - vAge * 0.9)) * sqrt(1.0 - vAge) * 0.85;
      color = mix(vec3(0.86, 0.24, 0.1), vec3(1.0, 0.62, 0.2), uNight);
      shines = uNight * 0.7;
    } else if (vKind < 5.5) {
      vec2 way = vec2(cos(vAge), sin(vAge));
      float along = dot(vAt, way) / max(r, 0.001);
      alpha = (smoothstep(0.82, 0.97, along) * smoothstep(1.0, 0.15, r) * 0.85 + smoothstep(0.32, 0.0, r) * 0.5) * (0.3 + 0.7 * uNight);
      color = vec3(1.0, 0.86, 0.5);
      shines = 0.75;
    } else if (vKind < 6.5) {
      float ball = smoothstep(0.42, 0.34, r * (1.0 + uNight * 0.9));
      float halo = pow(1.0 - r, 2.2) * (0.3 + 0.7 * uNight) * (0.8 + 0.2 * vAge);
      color = mix(vec3(1.0, 0.78, 0.3), vec3(1.0, 0.95, 0.78), ball);
      alpha = max(ball, halo);
      shines = 0.35 + 0.6 * uNight;
    } else if (vKind < 7.5) {
      drawSign(color, alpha);
    } else if (vKind < 8.5) {
      vec2 p = vAt * 1.1;
      p.y -= 0.62 * sqrt(abs(p.x)) - 0.18;
      alpha = inside(0.78, length(p));
      color = mix(vec3(0.86, 0.12, 0.24), vec3(1.0, 0.45, 0.5), smoothstep(0.5, 0.0, length(vAt - vec2(-0.3, 0.35))));
    } else {
      vec2 p = vec2(vAt.x, vAt.y + 1.0) * 0.5;
      float head = inside(0.22, length(p - vec2(0.0, 0.78)));
      float hair = head * smoothstep(0.8, 0.86, p.y + 0.12 * abs(p.x));
      alpha = childShape(p, vec2(0.0), 1.0);
      color = mix(vec3(0.85, 0.22, 0.08), vec3(0.99, 0.72, 0.5), head);
      color = mix(color, vec3(0.2, 0.09, 0.04), hair) * (1.0 - 0.5 * uNight);
    }
    alpha *= vShown;
  }
`
