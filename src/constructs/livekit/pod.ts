import type { MediaPort, WorkloadProps } from '../platform/workload-props.js';
import type { LiveKitMedia } from './media.js';

/** What a choice of media needs of the pods. */
export function podOf(
  media: LiveKitMedia,
): Pick<WorkloadProps, 'media' | 'hostNetwork' | 'podFields' | 'udpAmongPods'> {
  // A range of UDP ports cannot be listed; on the network of the node it does not have to be.
  const tcp = (number: number): MediaPort => ({ protocol: 'TCP', number });
  switch (media.mode) {
    case 'hostNetwork':
      return {
        media: { ports: { 'rtc-tcp': tcp(media.tcp) }, exposed: media.exposed },
        hostNetwork: { exposed: media.exposed },
      };
    case 'hostPort':
      return {
        media: {
          ports: { 'rtc-tcp': tcp(media.tcp), 'rtc-udp': { protocol: 'UDP', number: media.udp } },
          exposed: media.exposed,
        },
        podFields: { NODE_IP: 'status.hostIP' },
      };
    case 'turnOnly':
      // A participant's relay may be in another pod than its room.
      return { podFields: { NODE_IP: 'status.podIP' }, udpAmongPods: true };
  }
}
