/** Whether `place` is `region` or lies in it: `hcm` holds `hcm/quan-1`, and `hcm/quan` holds no district. */
export function isWithinPlace(place: string | null, region: string): boolean {
  return place !== null && (place === region || place.startsWith(`${region}/`));
}
